package com.powerseller.odoo.testkit.contract;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Order;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tests of messages and followers share. */
abstract class ChatterContract extends AccountingContractTest {
    static final String PARTNER = "res.partner";
    static final String ORDER = "sale.order";
    static final String LEAD = "crm.lead";

    /** The ids of the messages that a record shows, the last one first. */
    List<Object> messages(String model, long id) {
        return ids(model, id, "message_ids");
    }

    List<Object> ids(String model, long id, String field) {
        return value(model, id, field) instanceof List<?> ids ? List.copyOf(ids) : List.of();
    }

    /** The last message that a record shows. */
    Record last(String model, long id) {
        return read(
                "mail.message",
                (Long) messages(model, id).get(0),
                "body",
                "message_type",
                "subtype_id",
                "author_id",
                "is_internal",
                "subject",
                "parent_id");
    }

    /** Body, subtype, and whether only users see it. */
    List<@Nullable Object> lastShort(String model, long id) {
        Record last = last(model, id);
        List<@Nullable Object> shown = new ArrayList<>();
        shown.add(last.get("body"));
        shown.add(nameOf(last.get("subtype_id")));
        shown.add(last.get("is_internal"));
        return shown;
    }

    /** The changes that the last message of a record is about: field, old and new value. */
    List<List<@Nullable Object>> changes(String model, long id) {
        List<List<@Nullable Object>> changes = new ArrayList<>();
        for (Record value : model("mail.tracking.value")
                .search(Domain.of("mail_message_id", "=", messages(model, id).get(0)))
                .select(
                        "field_id",
                        "old_value_integer",
                        "old_value_float",
                        "old_value_char",
                        "old_value_text",
                        "old_value_datetime",
                        "new_value_integer",
                        "new_value_float",
                        "new_value_char",
                        "new_value_text",
                        "new_value_datetime")
                .list()) {
            List<@Nullable Object> change = new ArrayList<>();
            change.add(value("ir.model.fields", idOf(value.get("field_id")), "name"));
            change.add(shown(value, "old_value_"));
            change.add(shown(value, "new_value_"));
            changes.add(change);
        }
        return changes;
    }

    private static Object shown(Record value, String prefix) {
        for (String kind : List.of("char", "text", "datetime", "float", "integer")) {
            Object one = value.get(prefix + kind);
            if (one != null && !one.equals(false) && !one.equals(0L) && !one.equals(0.0)) {
                return one;
            }
        }
        return "";
    }

    /** A client whose calls have one more entry in the context. */
    OdooClient with(String key) {
        return odoo().withContext(odoo().context().with(key, true));
    }

    long create(OdooClient client, String model, Values<Record> values) {
        return client.model(model).create(values);
    }

    /** The partner of the administrator. */
    long self() {
        return 3;
    }

    long partnerOfEmployee() {
        return idOf(value("res.users", employee(), "partner_id"));
    }

    private static long idOf(@Nullable Object named) {
        return named instanceof List<?> pair && pair.get(0) instanceof Long id ? id : -1;
    }

    private static Object nameOf(@Nullable Object named) {
        return named instanceof List<?> pair ? pair.get(1) : false;
    }

    long employee() {
        return run.target().user(ContractTarget.Role.EMPLOYEE).uid();
    }

    /** The notifications about a record that are for one partner alone. */
    List<Record> notifications(String model, long id) {
        return model("mail.message")
                .search(Domain.<Record>of("model", "=", model)
                        .and(Domain.of("res_id", "=", id))
                        .and(Domain.of("message_type", "=", "user_notification")))
                .select("subject", "partner_ids")
                .orderBy(Order.of("id", false))
                .list();
    }
}
