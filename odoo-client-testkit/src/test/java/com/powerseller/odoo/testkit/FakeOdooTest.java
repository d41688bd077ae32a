package com.powerseller.odoo.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.CallContext;
import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.error.AccessDeniedException;
import com.powerseller.odoo.error.InvalidRequestException;
import com.powerseller.odoo.error.MissingRecordException;
import com.powerseller.odoo.error.UnexpectedResponseException;
import com.powerseller.odoo.error.UnknownDatabaseException;
import com.powerseller.odoo.error.UnknownFieldException;
import com.powerseller.odoo.model.Model;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Order;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FakeOdooTest {
    private final FakeOdoo fake = FakeOdoo.start(InstantSource.fixed(Instant.parse("2026-02-28T23:59:59.999Z")));
    private final OdooClient odoo = fake.connect();
    private final Model<Record> projects = odoo.model("x_project");

    @AfterEach
    void stop() {
        odoo.close();
        fake.close();
    }

    private long create(String name, Object... more) {
        Values<Record> values = new Values<Record>().set("name", name);
        for (int i = 0; i < more.length; i += 2) {
            values.set((String) more[i], more[i + 1]);
        }
        return projects.create(values);
    }

    private List<String> names(Domain<Record> domain) {
        return projects.search(domain).select("name").orderBy(Order.of("id", false)).list().stream()
                .map(record -> String.valueOf(record.get("name")))
                .toList();
    }

    @Test
    void anEmptyFieldReadsAsOdooShowsIt() {
        long id = create("A");

        Record record = projects.read(
                        List.of(id), List.of("name", "parent_id", "date", "count", "amount", "active", "create_date"))
                .get(0);

        assertThat(record.toMap())
                .isEqualTo(Map.of(
                        "id",
                        id,
                        "name",
                        "A",
                        "parent_id",
                        false,
                        "date",
                        false,
                        "count",
                        0L,
                        "amount",
                        0.0,
                        "active",
                        true,
                        "create_date",
                        "2026-02-28 23:59:59"));
    }

    @Test
    void aMany2oneShowsIdAndDisplayName() {
        long parent = create("Parent");
        long child = create("Child", "parent_id", parent);

        assertThat(projects.read(List.of(child), List.of("parent_id")).get(0).get("parent_id"))
                .isEqualTo(List.of(parent, "Parent"));
    }

    @Test
    void noValueIsUnequalToEveryValue() {
        create("none");
        create("open", "state", "open");
        create("done", "state", "done");

        assertThat(names(Domain.of("state", "!=", "open"))).containsExactly("none", "done");
        assertThat(names(Domain.of("state", "not in", List.of("open")))).containsExactly("none", "done");
        assertThat(names(Domain.of("state", "=", false))).containsExactly("none");
        assertThat(names(Domain.of("state", "in", List.of()))).isEmpty();
        assertThat(names(Domain.of("state", "in", List.of("done", false)))).containsExactly("none", "done");
    }

    @Test
    void noDateIsNeitherBeforeNorAfter() {
        create("none");
        create("early", "date", "2024-02-29");

        assertThat(names(Domain.of("date", "<", "2030-01-01"))).containsExactly("early");
        assertThat(names(Domain.of("date", ">=", "1990-01-01"))).containsExactly("early");
    }

    @Test
    void noNumberComparesAsZero() {
        create("none");
        create("five", "count", 5);

        assertThat(names(Domain.of("count", "<", 5))).containsExactly("none");
        assertThat(names(Domain.of("count", "=", 0))).containsExactly("none");
    }

    @Test
    void operatorsCombineAsPrefixes() {
        create("a", "count", 1);
        create("b", "count", 2);
        create("c", "count", 3);

        Domain<Record> one = Domain.of("count", "=", 1);
        Domain<Record> two = Domain.of("count", "=", 2);
        assertThat(names(one.or(two))).containsExactly("a", "b");
        assertThat(names(one.or(two).not())).containsExactly("c");
        assertThat(names(one.and(two))).isEmpty();
    }

    @Test
    void archivedRecordsAreLeftOutUnlessAskedFor() {
        create("gone", "active", false);

        assertThat(names(Domain.all())).isEmpty();
        assertThat(names(Domain.of("active", "=", false))).containsExactly("gone");
        assertThat(odoo.withArchived().model("x_project").search().count()).isEqualTo(1);
    }

    @Test
    void orderPutsNoValueLastAscendingAndFirstDescending() {
        create("none");
        create("b", "date", "2024-01-02");
        create("a", "date", "2024-01-01");

        assertThat(projects.search().orderBy(Order.of("date", false)).ids()).containsExactly(3L, 2L, 1L);
        assertThat(projects.search().orderBy(Order.of("date", true)).ids()).containsExactly(1L, 2L, 3L);
        assertThat(projects.search()
                        .orderBy(Order.of("date", true))
                        .offset(1)
                        .limit(1)
                        .ids())
                .containsExactly(2L);
    }

    @Test
    void aCallThatFailsChangesNothing() {
        assertThatThrownBy(() -> projects.create(List.of(
                        new Values<Record>().set("name", "good"), new Values<Record>().set("state", "no such state"))))
                .isInstanceOf(InvalidRequestException.class);

        assertThat(projects.search().count()).isZero();
    }

    @Test
    void errorsAreOdoos() {
        assertThatThrownBy(() -> projects.update(99, new Values<Record>().set("name", "x")))
                .isInstanceOf(MissingRecordException.class);
        assertThatThrownBy(() -> projects.search().select("nosuch").list()).isInstanceOf(UnknownFieldException.class);
        assertThatThrownBy(() -> create("x", "nosuch", 1)).isInstanceOf(UnknownFieldException.class);
        assertThatThrownBy(() -> names(Domain.of("nosuch", "=", 1))).isInstanceOf(UnknownFieldException.class);
        assertThatThrownBy(() -> client("other", "fake-api-key").uid()).isInstanceOf(UnknownDatabaseException.class);
        assertThatThrownBy(() -> client("demo", "wrong").uid()).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void aKeyWhoseRecordIsGoneLetsNobodyIn() {
        assertThat(client("demo", "fake-api-key").uid()).isEqualTo(2);

        fake.data()
                .delete(
                        "res.users.apikeys",
                        fake.data().search("res.users.apikeys", List.of()).get(0));

        assertThatThrownBy(() -> client("demo", "fake-api-key").uid()).isInstanceOf(AccessDeniedException.class);
    }

    private OdooClient client(String database, String key) {
        return OdooClient.builder()
                .url(fake.url())
                .database(database)
                .credentials(Credentials.apiKey("admin", key))
                .build();
    }

    @Test
    void aKeyDoesNotMakeASeries18SpeakJson2() {
        assertThat(odoo.protocol()).isEqualTo(Protocol.JSON_RPC);
        assertThat(odoo.version().isAtLeast(18)).isTrue();
    }

    @Test
    void whatTheFakeDoesNotKnowFailsNamingIt() {
        long id = create("x");

        fails(
                "the method web_resequence of x_project",
                () -> odoo.call("x_project", "web_resequence", List.of(List.of(id))));
        fails("the model res.unknown", () -> odoo.model("res.unknown").search().count());
        fails("the field total of x_project, which Odoo computes", () -> projects.read(List.of(id), List.of("total")));
        fails("the model x_tag", () -> odoo.model("x_tag").search().count());
        assertThat(projects.search().selectAll().list().get(0).fields())
                .as("without a list of fields, those that the fake has")
                .contains("name")
                .doesNotContain("total");
    }

    @Test
    void argumentsThatAreMissingOrTooManyAreAnErrorOfPython() {
        create("x");

        isTypeError("missing 1 required positional argument: 'domain'", "search", List.of());
        isTypeError("missing 1 required positional argument: 'vals'", "write", List.of(List.of(1)));
        isTypeError("missing 1 required positional argument: 'vals_list'", "create", List.of());
        isTypeError("takes 2 positional arguments but 3 were given", "write", List.of(List.of(1), Map.of(), Map.of()));
        isTypeError(
                "got multiple values for argument 'domain'",
                () -> odoo.call("x_project", "search", List.of(List.of()), Map.of("domain", List.of())));
        isTypeError(
                "got an unexpected keyword argument 'page'",
                () -> odoo.call("x_project", "search", List.of(List.of()), Map.of("page", 1)));
    }

    private void isTypeError(String text, String method, List<?> args) {
        isTypeError(text, () -> odoo.call("x_project", method, args));
    }

    private static void isTypeError(String text, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("builtins.TypeError")
                .hasMessageContaining(text);
    }

    @Test
    void argumentsOfTypesThatItDoesNotExpectAreRefusedRatherThanTakenForNone() {
        create("x");

        refuses("fields of x_project.read that is not a list of texts", "read", List.of(List.of(1), List.of(1)));
        refuses("ids that are ['1']", "read", List.of(List.of("1"), List.of("name")));
        refuses("ids that are '1'", "unlink", List.of("1"));
        refuses("vals of x_project.write that is not a dictionary", "write", List.of(List.of(1), List.of()));
        refuses("order of x_project.search that is not a text", "search", List.of(List.of(), 0, 5, List.of("name")));

        assertThat(names(Domain.all())).containsExactly("x");
    }

    private void refuses(String what, String method, List<?> args) {
        fails(what, () -> odoo.call("x_project", method, args));
    }

    @Test
    void argumentsMayBeNamed() {
        long id = create("x");

        assertThat(odoo.call("x_project", "search", List.of(), Map.of("domain", List.of(), "limit", 5)))
                .isEqualTo(List.of(id));
        assertThat(odoo.call("x_project", "search_read", List.of(), Map.of("fields", List.of("name"))))
                .isEqualTo(List.of(Map.of("id", id, "name", "x")));
        assertThat(odoo.call("x_project", "unlink", List.of(), Map.of("ids", List.of(id))))
                .as("the client puts the records first")
                .isEqualTo(true);
    }

    @Test
    void theContextDecidesAboutArchivedRecordsAndDefaults() {
        create("x");
        create("archived", "active", false);
        CallContext context = CallContext.empty();

        assertThat(count(context.lang("en_US").timeZone(ZoneId.of("Asia/Kathmandu"))))
                .isEqualTo(1);
        assertThat(count(context.activeTest(true))).isEqualTo(1);
        assertThat(count(context.activeTest(false))).isEqualTo(2);
        long byDefault = odoo.withContext(context.with("default_name", "by default"))
                .model("x_project")
                .create(new Values<>());
        assertThat(projects.read(List.of(byDefault), List.of("name")).get(0).get("name"))
                .isEqualTo("by default");
    }

    private long count(CallContext context) {
        return odoo.withContext(context).model("x_project").search().count();
    }

    private static void fails(String what, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(UnexpectedResponseException.class)
                .hasMessageContaining("HTTP 501")
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-02-30x", "tomorrow"})
    void datesThatAreNoneAreRefused(String date) {
        assertThatThrownBy(() -> create("x", "date", date)).isInstanceOf(InvalidRequestException.class);
    }
}
