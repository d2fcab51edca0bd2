"""Le dossier et son fichier, essayés sous Node."""

import subprocess

from builder.paths import ROOT


def test_le_fichier_du_dossier_se_relit_se_convertit_ou_se_refuse() -> None:
    """Les essais de dossier.test.mjs passent, et il y en a."""
    essai = subprocess.run(
        ["node", "--test", "tests/site/dossier.test.mjs"], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert essai.returncode == 0, essai.stdout + essai.stderr
    assert "# fail 0" in essai.stdout and "# pass 0" not in essai.stdout, essai.stdout
