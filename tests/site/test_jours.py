"""Le seul compte que fait le JavaScript, essayé sous Node."""

import subprocess

from builder.paths import ROOT


def test_le_compte_des_jours_restants_est_juste() -> None:
    """Les essais de jours.test.mjs passent, et il y en a."""
    essai = subprocess.run(
        ["node", "--test", "tests/site/jours.test.mjs"], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert essai.returncode == 0, essai.stdout + essai.stderr
    assert "# fail 0" in essai.stdout and "# pass 0" not in essai.stdout, essai.stdout
