"""Ce que la permanence lit d'un fichier, essayé sous Node."""

import subprocess

from builder.paths import ROOT


def test_un_fichier_de_permanence_se_lit_ou_se_refuse() -> None:
    """Les essais de permanence.test.mjs passent, et il y en a."""
    essai = subprocess.run(
        ["node", "--test", "tests/site/permanence.test.mjs"], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert essai.returncode == 0, essai.stdout + essai.stderr
    assert "# fail 0" in essai.stdout and "# pass 0" not in essai.stdout, essai.stdout
