from . import contract
from . import helpdesk
from . import legacy_subscription
from . import mail
from . import subscription
