package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.error.InvalidRequestException;
import com.powerseller.odoo.error.MissingRecordException;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.query.Domain;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The messages of records. */
class ChatterContractTest extends ChatterContract {
    private @Nullable Object post(long id, Map<String, ?> message) {
        return model(PARTNER).call("message_post", List.of(id), message);
    }

    /** The id of a new message; since series 19, Odoo answers a list. */
    private long posted(long id, Map<String, ?> message) {
        Object answer = post(id, message);
        boolean isList = run.target().series().equals("19.0");
        assertThat(answer).isInstanceOf(isList ? List.class : Long.class);
        return answer instanceof List<?> list ? (Long) list.get(0) : answer instanceof Long one ? one : -1;
    }

    private Record message(long id, String... fields) {
        return read("mail.message", id, fields);
    }

    @Test
    void aMessageIsANoteOfTheCallers() {
        long partner = customer();

        long id = posted(partner, Map.of("body", "Hello <b>x</b>"));

        Record message = message(id, "body", "message_type", "model", "res_id", "subtype_id", "author_id", "subject");
        assertThat(message.get("body")).isEqualTo("<p>Hello &lt;b&gt;x&lt;/b&gt;</p>");
        assertThat(message.get("message_type")).isEqualTo("notification");
        assertThat(message.get("model")).isEqualTo(PARTNER);
        assertThat(message.get("res_id")).isEqualTo(partner);
        assertThat(message.get("subject")).isEqualTo(false);
        assertThat(String.valueOf(message.get("subtype_id"))).contains("Note");
        assertThat(String.valueOf(message.get("author_id"))).contains("Administrator");
        assertThat(messages(PARTNER, partner)).first().isEqualTo(id);
    }

    @Test
    void aCommentHasASubjectAndHtml() {
        long id = posted(
                customer(),
                Map.of(
                        "body",
                        "<p>Hi</p>",
                        "body_is_html",
                        true,
                        "message_type",
                        "comment",
                        "subtype_xmlid",
                        "mail.mt_comment",
                        "subject",
                        "S"));

        Record message = message(id, "body", "message_type", "subtype_id", "subject");
        assertThat(message.get("body")).isEqualTo("<p>Hi</p>");
        assertThat(message.get("message_type")).isEqualTo("comment");
        assertThat(String.valueOf(message.get("subtype_id"))).contains("Discussions");
        assertThat(message.get("subject")).isEqualTo("S");
    }

    @Test
    void messagesAreThoseOfTheirRecord() {
        long partner = customer();
        long order = model("sale.order").create(values().set("partner_id", partner));
        long id = posted(partner, Map.of("body", "x"));

        assertThat(messages("sale.order", order)).doesNotContain(id);
        assertThat(model("mail.message")
                        .search(Domain.<Record>of("model", "=", PARTNER).and(Domain.of("res_id", "=", partner)))
                        .ids())
                .contains(id);
    }

    @Test
    void messagesGoWithTheirRecord() {
        long partner = customer();
        long id = posted(partner, Map.of("body", "x"));

        model(PARTNER).delete(partner);

        assertThat(model("mail.message").exists(List.of(id))).isEmpty();
    }

    @Test
    void whatCannotBePostedIsRefused() {
        long partner = customer();
        Map<String, String> message = Map.of("body", "x");

        failure(MissingRecordException.class, () -> post(999_999, message));
        assertThat(failure(InvalidRequestException.class, () -> post(partner, Map.of("body", "x", "foo", 1))))
                .hasMessageContaining("foo");
        failure(
                InvalidRequestException.class,
                () -> model(PARTNER).call("message_post", List.of(partner, customer()), message));
        failure(InvalidRequestException.class, () -> model(PARTNER).call("message_post", List.of(), message));
        failure(InvalidRequestException.class, () -> post(partner, Map.of("body", "x", "message_type", "nope")));
    }
}
