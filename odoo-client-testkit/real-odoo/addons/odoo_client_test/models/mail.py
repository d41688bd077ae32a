from odoo import models


class IrMailServer(models.Model):
    _inherit = "ir.mail_server"

    def _disable_send(self):
        """Mail is never sent from a test database; Odoo takes it as sent."""
        return True
