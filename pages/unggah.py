"""Unggah & periksa: what goes in, what is wrong with it, and what will it change?"""

from views import (
    parts,
    upload_difference,
    upload_files,
    upload_findings,
    upload_job,
    upload_questions,
    upload_state,
)

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
