package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.AccessErrorException;
import com.powerseller.odoo.error.InvalidRequestException;
import com.powerseller.odoo.error.MissingRecordException;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.query.Domain;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who follows records, and who is told of their messages. */
class FollowersContractTest extends ChatterContract {
    private List<Object> followers(String model, long id) {
        return ids(model, id, "message_partner_ids");
    }

    private @Nullable Object subscribe(long id, Long... partners) {
        return model(PARTNER).call("message_subscribe", List.of(id), Map.of("partner_ids", List.of(partners)));
    }

    private @Nullable Object unsubscribe(long id, Long... partners) {
        return model(PARTNER).call("message_unsubscribe", List.of(id), Map.of("partner_ids", List.of(partners)));
    }

    private long post(OdooClient odoo, String model, long id, Map<String, ?> message) {
        Object answer = odoo.model(model).call("message_post", List.of(id), message);
        return answer instanceof List<?> list ? (Long) list.get(0) : answer instanceof Long one ? one : -1;
    }

    private static Map<String, ?> comment(Object... more) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("body", "Hello");
        message.put("message_type", "comment");
        message.put("subtype_xmlid", "mail.mt_comment");
        for (int i = 0; i < more.length; i += 2) {
            message.put(String.valueOf(more[i]), more[i + 1]);
        }
        return message;
    }

    private List<Object> subtypes(String model, long id, long partner) {
        Record follower = model("mail.followers")
                .search(Domain.<Record>of("res_model", "=", model)
                        .and(Domain.of("res_id", "=", id))
                        .and(Domain.of("partner_id", "=", partner)))
                .select("subtype_ids")
                .list()
                .get(0);
        return follower.get("subtype_ids") instanceof List<?> ids
                ? model("mail.message.subtype")
                        .read(ids.stream().map(Long.class::cast).toList(), List.of("name"))
                        .stream()
                        .<Object>map(subtype -> String.valueOf(subtype.get("name")))
                        .toList()
                : List.of();
    }

    @Test
    void whoCreatesARecordFollowsIt() {
        long partner = customer();

        assertThat(followers(PARTNER, partner)).containsExactly(self());
        assertThat(value(PARTNER, partner, "message_is_follower")).isEqualTo(true);
        assertThat(ids(PARTNER, partner, "message_follower_ids")).hasSize(1);
        assertThat(subtypes(PARTNER, partner, self())).containsExactly("Discussions");
    }

    @Test
    void theContextCanKeepTheCreatorAway() {
        long partner = create(with("mail_create_nosubscribe"), PARTNER, values().set("name", unique()));
        long silent = create(with("tracking_disable"), PARTNER, values().set("name", unique()));

        assertThat(followers(PARTNER, partner)).isEmpty();
        assertThat(messages(PARTNER, partner)).hasSize(1);
        assertThat(followers(PARTNER, silent)).isEmpty();
        assertThat(value(PARTNER, silent, "message_is_follower")).isEqualTo(false);
    }

    @Test
    void teamsAreNotFollowedByTheirCreator() {
        long team = model("crm.team").create(values().set("name", unique()));

        assertThat(model("mail.followers")
                        .search(Domain.<Record>of("res_model", "=", "crm.team").and(Domain.of("res_id", "=", team)))
                        .ids())
                .isEmpty();
    }

    @Test
    void partnersAreSubscribedAndUnsubscribed() {
        long record = customer();
        long one = customer();
        long two = customer();

        assertThat(subscribe(record, one, two)).isEqualTo(true);
        assertThat(subscribe(record, one)).isEqualTo(true);
        assertThat(followers(PARTNER, record)).containsExactlyInAnyOrder(self(), one, two);
        assertThat(subtypes(PARTNER, record, one)).containsExactly("Discussions");

        assertThat(unsubscribe(record, self(), one)).isNull();
        assertThat(followers(PARTNER, record)).containsExactly(two);
        assertThat(value(PARTNER, record, "message_is_follower")).isEqualTo(false);
    }

    @Test
    void nobodyAndPartnersThatAreNotThereAreNotSubscribed() {
        long record = customer();

        assertThat(subscribe(record, 999_999L)).isEqualTo(true);
        assertThat(subscribe(record)).isEqualTo(true);
        assertThat(unsubscribe(record)).isEqualTo(true);
        assertThat(unsubscribe(record, 999_999L)).isNull();
        assertThat(followers(PARTNER, record)).containsExactly(self());
        failure(MissingRecordException.class, () -> subscribe(999_999, self()));
    }

    @Test
    void aSubscriptionCanNameItsSubtypes() {
        long record = customer();
        long one = customer();
        long note = found("mail.message.subtype", Domain.of("name", "=", "Note"));

        model(PARTNER)
                .call(
                        "message_subscribe",
                        List.of(record),
                        Map.of("partner_ids", List.of(one, self()), "subtype_ids", List.of(note)));

        assertThat(subtypes(PARTNER, record, one)).containsExactly("Note");
        assertThat(subtypes(PARTNER, record, self())).containsExactly("Note");
    }

    @Test
    void customersDoNotFollowWhatIsForUsersOnly() {
        long order = model(ORDER).create(values().set("partner_id", customer()));
        long one = customer();

        model(ORDER).call("message_subscribe", List.of(order), Map.of("partner_ids", List.of(one)));

        assertThat(subtypes(ORDER, order, one)).containsExactly("Discussions");
        assertThat(subtypes(ORDER, order, self())).containsExactlyInAnyOrder("Discussions", "Quotation Viewed");
    }

    @Test
    void followersAreWrittenAsPartners() {
        long record = customer();
        long one = customer();
        long two = customer();

        model(PARTNER).update(record, values().set("message_partner_ids", List.of(Command.link(one))));
        assertThat(followers(PARTNER, record)).containsExactlyInAnyOrder(self(), one);
        model(PARTNER).update(record, values().set("message_partner_ids", List.of(Command.set(List.of(two)))));
        assertThat(followers(PARTNER, record)).containsExactly(two);
        long made = model(PARTNER)
                .create(values().set("name", unique()).set("message_partner_ids", List.of(Command.link(one))));
        assertThat(followers(PARTNER, made)).containsExactlyInAnyOrder(one, self());
    }

    @Test
    void recordsAreFoundByFollower() {
        long record = customer();
        long one = customer();
        subscribe(record, one);
        Domain<Record> these = Domain.of("id", "in", List.of(record, one));

        assertThat(model(PARTNER)
                        .search(these.and(Domain.of("message_partner_ids", "in", List.of(one))))
                        .ids())
                .containsExactly(record);
        assertThat(model(PARTNER)
                        .search(these.and(Domain.of("message_partner_ids", "=", one)))
                        .ids())
                .containsExactly(record);
        assertThat(model(PARTNER)
                        .search(these.and(Domain.of("message_follower_ids.partner_id", "=", one)))
                        .ids())
                .containsExactly(record);
        assertThat(model(PARTNER)
                        .search(these.and(Domain.of("message_is_follower", "=", true)))
                        .ids())
                .containsExactlyInAnyOrder(record, one);
    }

    @Test
    void aFollowerIsARecordThatGoesWithItsPartnerAndItsRecord() {
        long record = customer();
        long one = customer();
        subscribe(record, one);
        Domain<Record> about = Domain.of("res_id", "=", record);

        model(PARTNER).delete(one);
        assertThat(followers(PARTNER, record)).containsExactly(self());
        model(PARTNER).delete(record);

        assertThat(model("mail.followers")
                        .search(about.and(Domain.of("res_model", "=", PARTNER)))
                        .ids())
                .isEmpty();
    }

    @Test
    void nobodyFollowsARecordTwice() {
        long record = customer();

        invalid(() -> model("mail.followers")
                .create(values().set("res_model", PARTNER).set("res_id", record).set("partner_id", self())));
    }

    @Test
    void whoBecomesResponsibleFollowsAndIsTold() {
        String name = unique();
        long record = model(PARTNER).create(values().set("name", name));

        model(PARTNER).update(record, values().set("user_id", employee()));

        assertThat(followers(PARTNER, record)).containsExactlyInAnyOrder(self(), partnerOfEmployee());
        assertThat(messages(PARTNER, record)).hasSize(2);
        assertThat(notifications(PARTNER, record)).singleElement().satisfies(told -> {
            assertThat(told.get("subject")).isEqualTo("You have been assigned to " + name);
            assertThat(told.get("partner_ids")).isEqualTo(List.of(partnerOfEmployee()));
        });
        model(PARTNER).update(record, values().set("user_id", null));
        assertThat(followers(PARTNER, record)).containsExactlyInAnyOrder(self(), partnerOfEmployee());
    }

    @Test
    void whoIsResponsibleFromTheStartIsToldToo() {
        long order = model(ORDER).create(values().set("partner_id", customer()).set("user_id", employee()));
        long quiet = create(
                with("mail_auto_subscribe_no_notify"),
                ORDER,
                values().set("partner_id", customer()).set("user_id", employee()));

        assertThat(followers(ORDER, order)).containsExactlyInAnyOrder(self(), partnerOfEmployee());
        assertThat(notifications(ORDER, order)).hasSize(1);
        assertThat(followers(ORDER, quiet)).containsExactlyInAnyOrder(self(), partnerOfEmployee());
        assertThat(notifications(ORDER, quiet)).isEmpty();
    }

    @Test
    void whoTakesARecordOnIsNotTold() {
        long record = customer();

        model(PARTNER).update(record, values().set("user_id", admin().uid()));

        assertThat(notifications(PARTNER, record)).isEmpty();
        assertThat(messages(PARTNER, record)).hasSize(2);
    }

    @Test
    void whoCommentsFollows() {
        long note = create(with("mail_create_nosubscribe"), PARTNER, values().set("name", unique()));

        post(odoo(), PARTNER, note, Map.of("body", "x"));
        post(odoo(), PARTNER, note, Map.of("body", "x", "message_type", "comment"));
        post(odoo(), PARTNER, note, Map.of("body", "x", "subtype_xmlid", "mail.mt_comment"));
        post(with("mail_post_autofollow_author_skip"), PARTNER, note, comment());
        assertThat(followers(PARTNER, note)).isEmpty();

        post(odoo(), PARTNER, note, comment());
        assertThat(followers(PARTNER, note)).containsExactly(self());
        assertThat(messages(PARTNER, note)).hasSize(6);
    }

    @Test
    void followersAndThoseItIsForAreToldOfAComment() {
        String name = unique();
        long record = model(PARTNER).create(values().set("name", name));
        long one = customer();
        long two = customer();
        subscribe(record, one);

        long message = post(odoo(), PARTNER, record, comment("partner_ids", List.of(two)));
        long plain = post(odoo(), PARTNER, record, Map.of("body", "x"));

        Record told = read("mail.message", message, "notified_partner_ids", "partner_ids", "subject");
        assertThat(told.get("notified_partner_ids"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactlyInAnyOrder(one, two);
        assertThat(told.get("partner_ids")).isEqualTo(List.of(two));
        assertThat(told.get("subject")).isEqualTo(name);
        assertThat(value("mail.message", plain, "notified_partner_ids")).isEqualTo(List.of());
        assertThat(value("mail.message", plain, "subject")).isEqualTo(false);
        assertThat(followers(PARTNER, record)).containsExactlyInAnyOrder(self(), one);
    }

    @Test
    void theContextLetsThoseFollowWhomAMessageIsFor() {
        long record = customer();
        long one = customer();

        post(with("mail_post_autofollow"), PARTNER, record, comment("partner_ids", List.of(one)));

        assertThat(followers(PARTNER, record)).containsExactlyInAnyOrder(self(), one);
    }

    @Test
    void aMessageAnswersTheOneBeforeButAPartnersDoesNot() {
        long order = model(ORDER).create(values().set("partner_id", customer()));
        Object first = messages(ORDER, order).get(0);
        long partner = customer();

        long second = post(odoo(), ORDER, order, Map.of("body", "x"));
        long own = post(odoo(), PARTNER, partner, Map.of("body", "x"));

        assertThat(id(read("mail.message", second, "parent_id"), "parent_id")).isEqualTo(first);
        assertThat(value("mail.message", own, "parent_id")).isEqualTo(false);
    }

    @Test
    void commentsAreShownOnTheWebAndNotesAreNot() {
        long partner = customer();
        post(odoo(), PARTNER, partner, Map.of("body", "x"));
        long comment = post(odoo(), PARTNER, partner, comment());

        assertThat(ids(PARTNER, partner, "website_message_ids")).containsExactly(comment);
    }

    @Test
    void aMessageIsForPartnersThatThereAre() {
        long partner = customer();

        failure(
                MissingRecordException.class,
                () -> post(odoo(), PARTNER, partner, comment("partner_ids", List.of(999_999L))));
        failure(InvalidRequestException.class, () -> post(odoo(), PARTNER, partner, comment("partner_ids", 5)));
    }

    @Test
    void usersFollowWhatTheyReadButDoNotSayWhoElseDoes() {
        long record = customer();
        OdooClient employee = odooAs(ContractTarget.Role.EMPLOYEE);
        long own = partnerOfEmployee();

        employee.model(PARTNER).call("message_subscribe", List.of(record), Map.of("partner_ids", List.of(own)));
        assertThat(followers(PARTNER, record)).containsExactlyInAnyOrder(self(), own);
        failure(
                AccessErrorException.class,
                () -> employee.model(PARTNER)
                        .call("message_unsubscribe", List.of(record), Map.of("partner_ids", List.of(self()))));
        employee.model(PARTNER).call("message_unsubscribe", List.of(record), Map.of("partner_ids", List.of(own)));
        assertThat(followers(PARTNER, record)).containsExactly(self());
    }

    @Test
    void attachmentsAreCounted() {
        long partner = customer();
        model("ir.attachment")
                .create(values().set("name", "a").set("res_model", PARTNER).set("res_id", partner));

        assertThat(value(PARTNER, partner, "message_attachment_count")).isEqualTo(1L);
    }
}
