"""Models for the contract suite: one field of every type, and methods that fail, wait or echo on demand."""

import time

import psycopg2
from werkzeug.exceptions import NotFound, TooManyRequests

from odoo import api, fields, models
from odoo.exceptions import (
    AccessDenied,
    AccessError,
    ConcurrencyError,
    LockError,
    MissingError,
    RedirectWarning,
    UserError,
    ValidationError,
)
from odoo.http import SessionExpiredException


class BigInteger(fields.Integer):
    """An integer beyond 32 bits: what Odoo itself has only for record ids."""

    _column_type = ("int8", "int8")


class OdooClientTestGroup(models.Model):
    _name = "odoo.client.test.group"
    _description = "Client Test Group"

    name = fields.Char(required=True)
    properties_definition = fields.PropertiesDefinition("Definition of the tests' properties")


class OdooClientTestTag(models.Model):
    _name = "odoo.client.test.tag"
    _description = "Client Test Tag"
    _order = "name, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)


class OdooClientTestLine(models.Model):
    _name = "odoo.client.test.line"
    _description = "Client Test Line"
    _order = "sequence, id"

    test_id = fields.Many2one("odoo.client.test", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    quantity = fields.Float()


class OdooClientTestCounter(models.Model):
    _name = "odoo.client.test.counter"
    _description = "Client Test Counter"
    _rec_name = "key"

    key = fields.Char(required=True)
    calls = fields.Integer(help="Calls whose transaction was committed")
    attempts = fields.Integer(help="Calls that began, whether they were committed or not")

    _key_unique = models.Constraint("UNIQUE (key)", "A counter with this key exists.")

    def _increment(self, cr, column, key):
        cr.execute(
            f"INSERT INTO odoo_client_test_counter (key, {column}) VALUES (%s, 1) ON CONFLICT (key) DO UPDATE "
            f"SET {column} = COALESCE(odoo_client_test_counter.{column}, 0) + 1 RETURNING {column}",
            [key],
        )
        return cr.fetchone()[0]

    def _count_call(self, key):
        self.flush_model()
        count = self._increment(self.env.cr, "calls", key)
        self.invalidate_model()
        return count

    def _count_attempt(self, key):
        """Counts in a transaction of its own, so that the count survives the caller's rollback."""
        with self.env.registry.cursor() as cr:
            return self._increment(cr, "attempts", key)


class OdooClientTest(models.Model):
    _name = "odoo.client.test"
    _description = "Client Test"
    _order = "id"
    _parent_store = True

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    parent_id = fields.Many2one("odoo.client.test", ondelete="restrict", index=True)
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("odoo.client.test", "parent_id")
    group_id = fields.Many2one("odoo.client.test.group", ondelete="restrict")

    char_field = fields.Char()
    sized_char_field = fields.Char(size=8)
    translated_field = fields.Char(translate=True)
    text_field = fields.Text()
    html_field = fields.Html()
    integer_field = fields.Integer()
    big_integer_field = BigInteger()
    float_field = fields.Float()
    float_digits_field = fields.Float(digits=(16, 2))
    currency_id = fields.Many2one("res.currency", default=lambda self: self.env.company.currency_id)
    monetary_field = fields.Monetary()
    boolean_field = fields.Boolean()
    date_field = fields.Date()
    datetime_field = fields.Datetime()
    selection_field = fields.Selection([("low", "Low"), ("medium", "Medium"), ("high", "High")])
    partner_id = fields.Many2one("res.partner")
    company_id = fields.Many2one("res.company")
    line_ids = fields.One2many("odoo.client.test.line", "test_id")
    tag_ids = fields.Many2many("odoo.client.test.tag")
    binary_field = fields.Binary(attachment=True)
    binary_column_field = fields.Binary(attachment=False)
    image_field = fields.Image(max_width=64, max_height=64)
    reference_field = fields.Reference([("res.partner", "Contact"), ("odoo.client.test", "Client Test")])
    res_model = fields.Char()
    res_id = fields.Many2oneReference(model_field="res_model")
    json_field = fields.Json()
    properties_field = fields.Properties(definition="group_id.properties_definition")
    company_dependent_field = fields.Char(company_dependent=True)

    default_field = fields.Char(default="the default")
    not_copied_field = fields.Char(copy=False)
    readonly_field = fields.Char(readonly=True, help="Read-only in views only: RPC may write it")
    restricted_field = fields.Char(groups="base.group_system")
    secret = fields.Boolean(help="A record rule hides secret records from all but administrators")

    computed_field = fields.Char(compute="_compute_computed_field", help="Neither stored nor searchable")
    stored_computed_field = fields.Float(compute="_compute_stored_computed_field", store=True)
    related_field = fields.Char(related="partner_id.email", readonly=False)

    unique_field = fields.Char(copy=False)
    percent_field = fields.Integer()
    constrained_field = fields.Char(help="The value 'invalid' is refused")

    _unique_field_unique = models.Constraint("UNIQUE (unique_field)", "The unique field must be unique.")
    _percent_field_range = models.Constraint(
        "CHECK (percent_field BETWEEN 0 AND 100)", "The percentage must be between 0 and 100."
    )

    @api.depends("name", "char_field")
    def _compute_computed_field(self):
        for record in self:
            record.computed_field = f"{record.name or ''}/{record.char_field or ''}"

    @api.depends("line_ids.quantity")
    def _compute_stored_computed_field(self):
        for record in self:
            record.stored_computed_field = sum(record.line_ids.mapped("quantity"))

    @api.constrains("constrained_field")
    def _check_constrained_field(self):
        for record in self:
            if record.constrained_field == "invalid":
                raise ValidationError(self.env._("The constrained field of %s is invalid.", record.name))

    # ---------------------------------------------------------------- methods without records

    @api.model
    def echo(self, value=None):
        return value

    @api.model
    def return_none(self):
        """Returns nothing: null in JSON-2, a reply without result in JSON-RPC, a fault in XML-RPC."""

    @api.model
    def whoami(self):
        """Who and where the server thinks the caller is."""
        return {
            "uid": self.env.uid,
            "login": self.env.user.login,
            "lang": self.env.lang or False,
            "tz": self.env.context.get("tz") or False,
            "company_id": self.env.company.id,
            "company_ids": self.env.companies.ids,
            "context": dict(self.env.context),
        }

    @api.model
    def positional(self, a, b, c=3):
        return [a, b, c]

    @api.model
    def kwargs_only(self, *, a, b=2):
        return {"a": a, "b": b}

    @api.model
    def big(self, n):
        """A string of n characters."""
        return "x" * n

    @api.model
    def slow(self, seconds, key=None):
        """Sleeps, then counts a call of `key` (if given): shows whether a call that timed out was carried out."""
        time.sleep(seconds)
        if key:
            self.count_calls(key)
        return seconds

    @api.model
    def count_calls(self, key):
        """How often this was called with `key`, calls that were rolled back not counted."""
        return self.env["odoo.client.test.counter"].sudo()._count_call(key)

    @api.model
    def fail_first(self, key, times, kind="serialization"):
        """Fails as raise_error(kind) does, the first `times` times; then returns the number of attempts, this one included.

        The number survives the rollbacks, and counts the server's own tries too.
        """
        attempts = self.env["odoo.client.test.counter"].sudo()._count_attempt(key)
        if attempts <= times:
            self.raise_error(kind)
        return attempts

    @api.model
    def raise_error(self, kind):
        """Fails with the exception that `kind` names.

        The kinds serialization, deadlock, lock_not_available and concurrency make the server try again four times, with sleeps
        of 15 s together on average; `serialization_at_once` is the same SerializationFailure without these tries.
        """
        errors = {
            "user": lambda: UserError(self.env._("A user error.")),
            "validation": lambda: ValidationError(self.env._("A validation error.")),
            "access": lambda: AccessError(self.env._("An access error.")),
            "access_denied": lambda: AccessDenied(),
            "missing": lambda: MissingError(self.env._("A missing record.")),
            "redirect": lambda: RedirectWarning(
                self.env._("A redirect warning."), self.env.ref("base.action_partner_form").id, self.env._("Go there")
            ),
            "lock": lambda: LockError(self.env._("A lock error.")),
            "concurrency": lambda: ConcurrencyError("A concurrency error."),
            "value": lambda: ValueError("A value error."),
            "type": lambda: TypeError("A type error."),
            "key": lambda: KeyError("a_key"),
            "attribute": lambda: AttributeError("An attribute error."),
            "zero_division": lambda: ZeroDivisionError("division by zero"),
            "not_implemented": lambda: NotImplementedError("Not implemented."),
            "session_expired": lambda: SessionExpiredException("Session expired"),
            "not_found": lambda: NotFound(),
            "too_many_requests": lambda: TooManyRequests(),
            "serialization": lambda: self._pg_error("40001"),
            "serialization_at_once": lambda: self._pg_error("40001", retry=False),
            "deadlock": lambda: self._pg_error("40P01"),
            "lock_not_available": lambda: self._pg_error("55P03"),
            "query_canceled": lambda: self._pg_error("57014"),
        }
        raise errors[kind]()

    def _pg_error(self, sqlstate, retry=True):
        """Makes PostgreSQL raise an error, so that it carries all that a real one does."""
        raise_it = "DO $$ BEGIN RAISE EXCEPTION 'raised on demand' USING ERRCODE = '%s'; END $$" % sqlstate
        try:
            self.env.cr.execute(raise_it, log_exceptions=False)
        except psycopg2.Error as error:
            if not retry:
                self.env.cr.close()  # the server does not try again on a closed cursor
            return error

    # ---------------------------------------------------------------- methods of records

    def names(self, separator=None):
        """The records' names: a list, or one string with `separator` between them."""
        names = self.mapped("name")
        return names if separator is None else separator.join(names)

    def rename(self, name):
        """Writes, and returns nothing: over XML-RPC this is a fault although it is committed."""
        self.write({"name": name})

    def itself(self):
        """A method that returns records gives their ids."""
        return self

    @api.private
    def private_by_decorator(self):
        return "never seen over RPC"

    def _private(self):
        return "never seen over RPC"
