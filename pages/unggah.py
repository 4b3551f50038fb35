"""Unggah & periksa: what goes in, what is wrong with it, and what will it change?"""

from views import parts
from views.upload import difference as upload_difference
from views.upload import files as upload_files
from views.upload import findings as upload_findings
from views.upload import job as upload_job
from views.upload import questions as upload_questions
from views.upload import state as upload_state

parts.head("Unggah & periksa", "Apa yang masuk, apa yang keliru, dan apa yang berubah?", is_shared=False)
keadaan = upload_state.now()
upload_job.step_line(keadaan)

upload_files.refusals()

if keadaan.tahap == "terbit":
    upload_difference.published(keadaan)
elif keadaan.tahap == "jalan":
    upload_job.progress(keadaan)
elif keadaan.tahap == "gagal":
    upload_job.failure(keadaan)
    upload_files.staged_panel(keadaan)
elif keadaan.tahap == "hasil":
    with upload_findings.answer(keadaan):
        upload_files.result_lines(keadaan)
    upload_questions.panel(keadaan)
    upload_findings.panel(keadaan)
    upload_difference.panel(keadaan)
    upload_files.more_panel(keadaan)
else:
    upload_files.invite(keadaan)
    if keadaan.tahap == "berkas":
        upload_files.staged_panel(keadaan)
