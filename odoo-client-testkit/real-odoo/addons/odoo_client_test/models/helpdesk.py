"""Helpdesk: the fields that Enterprise has had between 16 and 19, together."""

from datetime import timedelta

from odoo import api, fields, models

PRIORITIES = [("0", "Low priority"), ("1", "Medium priority"), ("2", "High priority"), ("3", "Urgent")]


class HelpdeskStage(models.Model):
    _name = "helpdesk.stage"
    _description = "Helpdesk Stage"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    description = fields.Text(translate=True)
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    fold = fields.Boolean("Folded", help="Tickets in a folded stage are closed")
    team_ids = fields.Many2many("helpdesk.team")
    template_id = fields.Many2one("mail.template", domain=[("model", "=", "helpdesk.ticket")])
    legend_normal = fields.Char(default="In progress", translate=True, required=True)
    legend_done = fields.Char(default="Ready", translate=True, required=True)
    legend_blocked = fields.Char(default="Blocked", translate=True, required=True)
    rotting_threshold_days = fields.Integer(default=0)
    ticket_count = fields.Integer(compute="_compute_ticket_count")

    def _compute_ticket_count(self):
        for stage in self:
            stage.ticket_count = self.env["helpdesk.ticket"].search_count([("stage_id", "=", stage.id)])


class HelpdeskTicketType(models.Model):
    _name = "helpdesk.ticket.type"
    _description = "Helpdesk Ticket Type"
    _order = "sequence, name"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)

    _name_unique = models.Constraint("UNIQUE (name)", "A type with this name exists.")


class HelpdeskTag(models.Model):
    _name = "helpdesk.tag"
    _description = "Helpdesk Tag"
    _order = "name"

    name = fields.Char(required=True, translate=True)
    color = fields.Integer()

    _name_unique = models.Constraint("UNIQUE (name)", "A tag with this name exists.")


class HelpdeskTeam(models.Model):
    _name = "helpdesk.team"
    _description = "Helpdesk Team"
    _inherit = ["mail.alias.mixin", "mail.thread", "rating.parent.mixin"]
    _order = "sequence, name"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    description = fields.Html(translate=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    member_ids = fields.Many2many("res.users")
    stage_ids = fields.Many2many("helpdesk.stage")
    ticket_ids = fields.One2many("helpdesk.ticket", "team_id")
    from_stage_ids = fields.Many2many("helpdesk.stage", "odoo_client_test_team_from_stage_rel")
    to_stage_id = fields.Many2one("helpdesk.stage")
    resource_calendar_id = fields.Many2one("resource.calendar")
    allow_portal_ticket_closing = fields.Boolean()
    auto_close_ticket = fields.Boolean()
    auto_close_day = fields.Integer(default=7)
    alias_email_from = fields.Char(compute="_compute_mail")
    has_external_mail_server = fields.Boolean(compute="_compute_mail")
    access_instruction_message = fields.Char(compute="_compute_mail")
    privacy_visibility_warning = fields.Char(compute="_compute_mail")
    use_sla = fields.Boolean(default=True)
    use_alias = fields.Boolean()
    use_rating = fields.Boolean()
    auto_assignment = fields.Boolean()
    assign_method = fields.Selection(
        [
            ("randomly", "Each user is assigned an equal number of tickets"),
            ("balanced", "Each user has an equal number of open tickets"),
        ],
        default="randomly",
        required=True,
    )
    privacy_visibility = fields.Selection(
        [
            ("invited_internal", "Invited internal users"),
            ("internal", "All internal users"),
            ("portal", "Portal users too"),
        ],
        default="portal",
        required=True,
    )
    ticket_properties = fields.PropertiesDefinition()
    open_ticket_count = fields.Integer(compute="_compute_ticket_counts")
    unassigned_tickets = fields.Integer(compute="_compute_ticket_counts")
    urgent_ticket = fields.Integer(compute="_compute_ticket_counts")
    sla_failed = fields.Integer(compute="_compute_ticket_counts")
    sla_policy_count = fields.Integer(compute="_compute_ticket_counts")
    ticket_closed = fields.Integer(compute="_compute_ticket_counts")
    success_rate = fields.Float(compute="_compute_ticket_counts")

    def _alias_get_creation_values(self):
        values = super()._alias_get_creation_values()
        values["alias_model_id"] = self.env["ir.model"]._get_id("helpdesk.ticket")
        if self.id:
            values["alias_defaults"] = repr({"team_id": self.id})
        return values

    def _compute_mail(self):
        self.alias_email_from = False
        self.has_external_mail_server = False
        self.access_instruction_message = False
        self.privacy_visibility_warning = False

    @api.depends("ticket_ids.stage_id", "ticket_ids.user_id", "ticket_ids.priority")
    def _compute_ticket_counts(self):
        for team in self:
            tickets = team.ticket_ids.filtered(lambda t: not t.stage_id.fold)
            closed = team.ticket_ids - tickets
            team.ticket_closed = len(closed)
            team.success_rate = 100 * len(closed.filtered("sla_reached")) / len(closed) if closed else 0
            team.sla_policy_count = self.env["helpdesk.sla"].search_count([("team_id", "=", team.id)])
            team.open_ticket_count = len(tickets)
            team.unassigned_tickets = len(tickets.filtered(lambda t: not t.user_id))
            team.urgent_ticket = len(tickets.filtered(lambda t: t.priority == "3"))
            team.sla_failed = len(tickets.filtered("sla_fail"))


class HelpdeskSla(models.Model):
    _name = "helpdesk.sla"
    _description = "Helpdesk SLA Policy"
    _order = "name"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    description = fields.Html(translate=True)
    team_id = fields.Many2one("helpdesk.team", required=True, ondelete="cascade")
    company_id = fields.Many2one(related="team_id.company_id", store=True)
    ticket_type_ids = fields.Many2many("helpdesk.ticket.type")
    tag_ids = fields.Many2many("helpdesk.tag")
    partner_ids = fields.Many2many("res.partner")
    stage_id = fields.Many2one("helpdesk.stage", "Target Stage", required=True)
    exclude_stage_ids = fields.Many2many("helpdesk.stage", "odoo_client_test_sla_excluded_stage_rel")
    priority = fields.Selection(PRIORITIES, default="0", required=True)
    time = fields.Float("Within", default=24, required=True, help="Hours in which a ticket must reach the target stage")
    ticket_count = fields.Integer(compute="_compute_ticket_count")

    def _compute_ticket_count(self):
        for sla in self:
            sla.ticket_count = self.env["helpdesk.ticket"].search_count([("sla_status_ids.sla_id", "=", sla.id)])

    def _applies_to(self, ticket):
        return (
            self.team_id == ticket.team_id
            and self.priority == ticket.priority
            and (not self.ticket_type_ids or ticket.ticket_type_id in self.ticket_type_ids)
            and (not self.tag_ids or ticket.tag_ids & self.tag_ids)
            and (not self.partner_ids or ticket.partner_id in self.partner_ids)
        )


class HelpdeskSlaStatus(models.Model):
    _name = "helpdesk.sla.status"
    _description = "SLA Status of a Ticket"
    _order = "deadline, id"

    ticket_id = fields.Many2one("helpdesk.ticket", required=True, ondelete="cascade", index=True)
    sla_id = fields.Many2one("helpdesk.sla", required=True, ondelete="cascade")
    sla_stage_id = fields.Many2one(related="sla_id.stage_id", store=True)
    deadline = fields.Datetime()
    reached_datetime = fields.Datetime()
    status = fields.Selection(
        [("failed", "Failed"), ("reached", "Reached"), ("ongoing", "Ongoing")],
        compute="_compute_status",
        help="Changes with the clock",
    )
    exceeded_hours = fields.Float(compute="_compute_status")

    @api.depends("deadline", "reached_datetime")
    def _compute_status(self):
        now = fields.Datetime.now()
        for status in self:
            end = status.reached_datetime or now
            late = bool(status.deadline) and end > status.deadline
            status.status = "failed" if late else "reached" if status.reached_datetime else "ongoing"
            status.exceeded_hours = (end - status.deadline).total_seconds() / 3600 if status.deadline else 0


class HelpdeskTicket(models.Model):
    _name = "helpdesk.ticket"
    _description = "Helpdesk Ticket"
    _inherit = [
        "portal.mixin",
        "mail.thread.cc",
        "utm.mixin",
        "rating.mixin",
        "mail.activity.mixin",
        "mail.tracking.duration.mixin",
    ]
    _order = "priority desc, id desc"
    _primary_email = "partner_email"
    _track_duration_field = "stage_id"

    name = fields.Char("Subject", required=True, tracking=True)
    ticket_ref = fields.Char("Ticket IDs Sequence", copy=False, readonly=True, index=True)
    active = fields.Boolean(default=True)
    color = fields.Integer()
    description = fields.Html()
    properties = fields.Properties(definition="team_id.ticket_properties", copy=True)

    team_id = fields.Many2one("helpdesk.team", index=True, tracking=True, default=lambda self: self._default_team())
    company_id = fields.Many2one(related="team_id.company_id", store=True)
    user_id = fields.Many2one("res.users", "Assigned to", tracking=True)
    stage_id = fields.Many2one(
        "helpdesk.stage",
        compute="_compute_stage_id",
        store=True,
        readonly=False,
        copy=False,
        index=True,
        tracking=True,
        ondelete="restrict",
    )
    fold = fields.Boolean(related="stage_id.fold")
    ticket_type_id = fields.Many2one("helpdesk.ticket.type", tracking=True)
    tag_ids = fields.Many2many("helpdesk.tag")
    priority = fields.Selection(PRIORITIES, default="0", tracking=True)
    kanban_state = fields.Selection(
        [("normal", "In progress"), ("done", "Ready"), ("blocked", "Blocked")],
        default="normal",
        required=True,
        copy=False,
        tracking=True,
    )
    kanban_state_label = fields.Char(compute="_compute_kanban_state_label")
    legend_normal = fields.Char(related="stage_id.legend_normal")
    legend_done = fields.Char(related="stage_id.legend_done")
    legend_blocked = fields.Char(related="stage_id.legend_blocked")

    partner_id = fields.Many2one("res.partner", "Customer", tracking=True)
    commercial_partner_id = fields.Many2one(related="partner_id.commercial_partner_id")
    partner_name = fields.Char(compute="_compute_partner", store=True, readonly=False)
    partner_email = fields.Char(compute="_compute_partner", store=True, readonly=False)
    partner_phone = fields.Char(compute="_compute_partner", store=True, readonly=False)
    partner_company_name = fields.Char(compute="_compute_partner", store=True, readonly=False)
    email = fields.Char("Email", related="partner_email", readonly=False)
    partner_ticket_ids = fields.Many2many("helpdesk.ticket", compute="_compute_partner_tickets")
    partner_ticket_count = fields.Integer(compute="_compute_partner_tickets")
    partner_open_ticket_count = fields.Integer(compute="_compute_partner_tickets")
    closed_by_partner = fields.Boolean(readonly=True)
    sale_order_id = fields.Many2one("sale.order", index=True)
    invoice_ids = fields.Many2many("account.move", copy=False)
    invoices_count = fields.Integer(compute="_compute_invoices_count")
    use_giftcards = fields.Boolean(compute="_compute_display_extra_info")
    display_extra_info = fields.Boolean(compute="_compute_display_extra_info")
    domain_user_ids = fields.Many2many("res.users", compute="_compute_domain_user_ids")
    is_partner_email_update = fields.Boolean(compute="_compute_is_partner_update")
    is_partner_phone_update = fields.Boolean(compute="_compute_is_partner_update")

    date_last_stage_update = fields.Datetime(copy=False, readonly=True, default=fields.Datetime.now)
    assign_date = fields.Datetime(copy=False, readonly=True)
    assign_hours = fields.Float(compute="_compute_hours", store=True)
    close_date = fields.Datetime(copy=False)
    close_hours = fields.Float(compute="_compute_hours", store=True)
    open_hours = fields.Integer(compute="_compute_open_hours")
    first_response_hours = fields.Float()
    avg_response_hours = fields.Float()
    total_response_hours = fields.Float()
    answered_customer_message_count = fields.Integer()
    oldest_unanswered_customer_message_date = fields.Datetime()

    use_sla = fields.Boolean(related="team_id.use_sla")
    sla_ids = fields.Many2many("helpdesk.sla", compute="_compute_sla_ids")
    sla_status_ids = fields.One2many("helpdesk.sla.status", "ticket_id")
    sla_deadline = fields.Datetime(compute="_compute_sla_deadline", store=True)
    sla_deadline_hours = fields.Float(compute="_compute_sla_deadline", store=True)
    sla_reached = fields.Boolean(compute="_compute_sla_reached", store=True)
    sla_reached_late = fields.Boolean(compute="_compute_sla_reached", store=True)
    sla_fail = fields.Boolean("Failed SLA Policy", compute="_compute_sla_fail", search="_search_sla_fail")
    sla_success = fields.Boolean("Success SLA Policy", compute="_compute_sla_fail", search="_search_sla_success")

    @api.model
    def _default_team(self):
        return self.env["helpdesk.team"].search([], limit=1)

    # ---------------------------------------------------------------- computed fields

    @api.depends("team_id")
    def _compute_stage_id(self):
        for ticket in self:
            stages = ticket.team_id.stage_ids
            if not ticket.stage_id or (stages and ticket.stage_id not in stages):
                ticket.stage_id = stages.sorted()[:1]

    @api.depends("stage_id", "kanban_state")
    def _compute_kanban_state_label(self):
        for ticket in self:
            ticket.kanban_state_label = ticket.stage_id[f"legend_{ticket.kanban_state or 'normal'}"]

    @api.depends("partner_id")
    def _compute_partner(self):
        for ticket in self.filtered("partner_id"):
            partner = ticket.partner_id
            ticket.partner_name = partner.name
            ticket.partner_email = partner.email
            ticket.partner_phone = partner.phone
            ticket.partner_company_name = partner.commercial_company_name

    def _compute_partner_tickets(self):
        for ticket in self:
            partner = ticket.partner_id.commercial_partner_id
            tickets = self.search([("partner_id", "child_of", partner.id)]) if partner else ticket
            ticket.partner_ticket_ids = tickets
            ticket.partner_ticket_count = len(tickets)
            ticket.partner_open_ticket_count = len(tickets.filtered(lambda t: not t.fold))

    def _compute_display_extra_info(self):
        self.display_extra_info = self.env.user.has_group("base.group_multi_company")
        self.use_giftcards = False

    @api.depends("invoice_ids")
    def _compute_invoices_count(self):
        for ticket in self:
            ticket.invoices_count = len(ticket.invoice_ids)

    @api.depends("team_id.member_ids")
    def _compute_domain_user_ids(self):
        for ticket in self:
            ticket.domain_user_ids = ticket.team_id.member_ids

    @api.depends("partner_id.email", "partner_id.phone", "partner_email", "partner_phone")
    def _compute_is_partner_update(self):
        for ticket in self:
            partner = ticket.partner_id
            ticket.is_partner_email_update = bool(partner) and ticket.partner_email != partner.email
            ticket.is_partner_phone_update = bool(partner) and ticket.partner_phone != partner.phone

    @api.depends("assign_date", "close_date")
    def _compute_hours(self):
        for ticket in self:
            begin = ticket.create_date
            for hours, date in (("assign_hours", ticket.assign_date), ("close_hours", ticket.close_date)):
                ticket[hours] = max((date - begin).total_seconds() / 3600, 0) if begin and date else 0

    @api.depends("create_date", "close_date")
    def _compute_open_hours(self):
        for ticket in self:
            end = ticket.close_date or fields.Datetime.now()
            ticket.open_hours = max((end - ticket.create_date).total_seconds() // 3600, 0) if ticket.create_date else 0

    @api.depends("sla_status_ids.sla_id")
    def _compute_sla_ids(self):
        for ticket in self:
            ticket.sla_ids = ticket.sla_status_ids.sla_id

    @api.depends("sla_status_ids.deadline", "sla_status_ids.reached_datetime")
    def _compute_sla_deadline(self):
        now = fields.Datetime.now()
        for ticket in self:
            open_statuses = ticket.sla_status_ids.filtered(lambda s: s.deadline and not s.reached_datetime)
            deadlines = open_statuses.mapped("deadline")
            ticket.sla_deadline = min(deadlines, default=False)
            ticket.sla_deadline_hours = (min(deadlines) - now).total_seconds() / 3600 if deadlines else 0

    @api.depends("sla_status_ids.deadline", "sla_status_ids.reached_datetime")
    def _compute_sla_reached(self):
        for ticket in self:
            reached = ticket.sla_status_ids.filtered("reached_datetime")
            late = reached.filtered(lambda s: s.deadline and s.reached_datetime > s.deadline)
            ticket.sla_reached = bool(reached - late)
            ticket.sla_reached_late = bool(late)

    @api.depends("sla_deadline", "sla_reached_late")
    def _compute_sla_fail(self):
        now = fields.Datetime.now()
        for ticket in self:
            ticket.sla_fail = ticket.sla_reached_late or bool(ticket.sla_deadline and ticket.sla_deadline < now)
            ticket.sla_success = bool(ticket.sla_deadline and ticket.sla_deadline > now)

    @api.model
    def _search_sla_fail(self, operator, value):
        if operator != "in":
            return NotImplemented  # the ORM brings the other operators down to this one
        failed = ["|", ("sla_reached_late", "=", True), ("sla_deadline", "<", fields.Datetime.now())]
        return self._boolean_domain(value, failed)

    @api.model
    def _search_sla_success(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._boolean_domain(value, [("sla_deadline", ">", fields.Datetime.now())])

    @api.model
    def _boolean_domain(self, values, domain):
        if True in values and False in values:
            return []
        return domain if True in values else [("id", "not in", self._search(domain))]

    @api.depends("ticket_ref")
    def _compute_display_name(self):
        for ticket in self:
            ticket.display_name = f"{ticket.name} (#{ticket.ticket_ref})" if ticket.ticket_ref else ticket.name

    # ---------------------------------------------------------------- behaviour

    @api.model_create_multi
    def create(self, vals_list):
        now = fields.Datetime.now()
        for vals in vals_list:
            vals["ticket_ref"] = self.env["ir.sequence"].sudo().next_by_code("helpdesk.ticket")
            if vals.get("user_id"):
                vals.setdefault("assign_date", now)
        tickets = super().create(vals_list)
        for ticket in tickets:
            ticket._apply_sla()
            if ticket.stage_id.fold:
                ticket._stage_changed()
        return tickets

    def write(self, vals):
        now = fields.Datetime.now()
        moved = self.filtered(lambda t: t.stage_id.id != vals["stage_id"]) if vals.get("stage_id") else self.browse()
        assigned = self.filtered(lambda t: not t.assign_date) if vals.get("user_id") else self.browse()
        result = super().write(vals)
        if assigned:
            assigned.write({"assign_date": now})
        if moved:
            moved._stage_changed()
        if {"team_id", "priority", "ticket_type_id", "tag_ids", "partner_id"} & set(vals):
            for ticket in self:
                ticket._apply_sla()
        return result

    def _stage_changed(self):
        now = fields.Datetime.now()
        for ticket in self:
            ticket.write({"date_last_stage_update": now, "close_date": now if ticket.stage_id.fold else False})
            for status in ticket.sudo().sla_status_ids:
                reached = ticket.stage_id.sequence >= status.sla_stage_id.sequence
                status.reached_datetime = (status.reached_datetime or now) if reached else False

    def _apply_sla(self):
        slas = self.env["helpdesk.sla"].sudo().search([("team_id", "=", self.team_id.id)]) if self.use_sla else []
        wanted = {sla.id for sla in slas if sla._applies_to(self)}
        statuses = self.sudo().sla_status_ids
        statuses.filtered(lambda s: s.sla_id.id not in wanted).unlink()
        known = set(statuses.exists().sla_id.ids)
        statuses.create([
            {"ticket_id": self.id, "sla_id": sla.id, "deadline": self.create_date + timedelta(hours=sla.time)}
            for sla in slas
            if sla.id in wanted - known
        ])

    def assign_ticket_to_self(self):
        self.ensure_one()
        self.user_id = self.env.user
