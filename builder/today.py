"""Le jour de fabrication : celui de SOURCE_DATE_EPOCH s'il est donné, pour refaire le même site un autre jour."""

import os
from datetime import UTC, date, datetime


def build_day() -> date:
    """Le jour où le site est construit, en temps universel."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()
