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
import java.util.Arrays;
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

        fails("the method name_search of x_project", () -> projects.nameSearch("x"));
        fails("the model res.unknown", () -> odoo.model("res.unknown").search().count());
        fails("the path parent_id.name", () -> names(Domain.of("parent_id.name", "=", "x")));
        fails("the operator 'ilike'", () -> names(Domain.of("name", "ilike", "x")));
        fails("comparing the field tag_ids", () -> names(Domain.of("tag_ids", "in", List.of(1))));
        fails("writing the many2many field tag_ids", () -> create("x", "tag_ids", List.of(1)));
        fails("reading total of x_project, which Odoo computes", () -> projects.read(List.of(id), List.of("total")));
        fails("reading the many2many field tag_ids", () -> projects.read(List.of(id), List.of("tag_ids")));
        fails("reading all fields", () -> projects.search().selectAll().list());
        fails(
                "by the many2one parent_id",
                () -> projects.search().orderBy(Order.of("parent_id", false)).ids());
        fails("the argument load", () -> odoo.call("x_project", "read", List.of(List.of(id)), Map.of("load", "")));
    }

    @Test
    void argumentsOfOtherTypesAreRefusedRatherThanTakenForNone() {
        create("x");

        refuses("x_project.search that is not a list", "search", List.of("name = x"));
        refuses("x_project.search without domain", "search", List.of());
        refuses("x_project.search_count without domain", "search_count", Arrays.asList((Object) null));
        refuses("x_project.search_read that is not a list", "search_read", List.of(List.of(), "name"));
        refuses("fields of x_project.read that is not a list of texts", "read", List.of(List.of(1), List.of(1)));
        fails(
                "x_project.read without ids",
                () -> odoo.call("x_project", "read", List.of(), Map.of("fields", List.of("name"))));
        refuses("ids of x_project.read that is not a list of ids", "read", List.of(List.of("1"), List.of("name")));
        refuses("ids of x_project.unlink that is not a list", "unlink", List.of("1"));
        refuses("x_project.unlink without ids", "unlink", List.of());
        refuses("x_project.write without vals", "write", List.of(List.of(1)));
        refuses("vals of x_project.write that is not a dictionary", "write", List.of(List.of(1), List.of()));
        refuses("x_project.create without vals_list", "create", List.of());
        refuses("vals_list of x_project.create that is not a list of dictionaries", "create", List.of(List.of(1)));
        refuses("offset of x_project.search that is below 0", "search", List.of(List.of(), -1));
        refuses("limit of x_project.search that is not a number", "search", List.of(List.of(), 0, "5"));
        refuses("order of x_project.search that is not a text", "search", List.of(List.of(), 0, 5, List.of("name")));
        refuses("3 positional arguments of x_project.write", "write", List.of(List.of(1), Map.of(), Map.of()));

        assertThat(names(Domain.all())).containsExactly("x");
    }

    private void refuses(String what, String method, List<?> args) {
        fails(what, () -> odoo.call("x_project", method, args));
    }

    @Test
    void argumentsMayBeNamedButNotTwice() {
        long id = create("x");

        assertThat(odoo.call("x_project", "search", List.of(), Map.of("domain", List.of(), "limit", 5)))
                .isEqualTo(List.of(id));
        assertThat(odoo.call("x_project", "search_read", List.of(), Map.of("fields", List.of("name"))))
                .isEqualTo(List.of(Map.of("id", id, "name", "x")));
        fails(
                "the argument domain of x_project.search, given twice",
                () -> odoo.call("x_project", "search", List.of(List.of()), Map.of("domain", List.of())));
        assertThat(odoo.call("x_project", "unlink", List.of(), Map.of("ids", List.of(id))))
                .as("the client puts the records first")
                .isEqualTo(true);
    }

    @Test
    void ofTheContextOnlyWhatChangesNothingIsTaken() {
        create("x");
        create("archived", "active", false);
        CallContext context = CallContext.empty();

        assertThat(count(context.lang("fr_FR").timeZone(ZoneId.of("Asia/Kathmandu"))))
                .isEqualTo(1);
        assertThat(count(context.activeTest(true))).isEqualTo(1);
        assertThat(count(context.activeTest(false))).isEqualTo(2);
        fails("the context allowed_company_ids=[2]", () -> count(context.companies(2)));
        fails("the context default_name=y of x_project.search_count", () -> count(context.with("default_name", "y")));
        fails("the context active_test=0", () -> count(context.with("active_test", 0)));
        fails("the context lang=false", () -> count(context.with("lang", false)));
    }

    private long count(CallContext context) {
        return odoo.withContext(context).model("x_project").search().count();
    }

    @Test
    void valuesOfOtherTypesAreNotCompared() {
        fails("'=' with a String on the many2one", () -> names(Domain.of("parent_id", "=", "x")));
        fails("'=' with a ArrayList on the char x_project.name", () -> names(Domain.of("name", "=", List.of("x"))));
        fails("'!=' with a String on the integer", () -> names(Domain.of("count", "!=", "5")));
        fails("'in' with a Boolean on the char", () -> names(Domain.of("name", "in", List.of(true))));
        fails("'in' with a value that is no list", () -> names(Domain.of("name", "in", "x")));
        fails("'=' with a String on the datetime", () -> names(Domain.of("start", "=", "2026-02-28")));
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
