package com.powerseller.odoo.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.error.AccessDeniedException;
import com.powerseller.odoo.error.AccessErrorException;
import com.powerseller.odoo.error.MissingRecordException;
import com.powerseller.odoo.error.UnexpectedResponseException;
import com.powerseller.odoo.error.UnknownDatabaseException;
import com.powerseller.odoo.model.Model;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The library's own client against the fake of each series, over each protocol that the series has. */
class ProtocolsTest {
    static Stream<Arguments> protocols() {
        return Stream.of("16.0", "17.0", "18.0", "19.0")
                .flatMap(series -> Stream.of(Protocol.JSON_RPC, Protocol.XML_RPC, Protocol.JSON2)
                        .filter(protocol -> protocol != Protocol.JSON2 || series.equals("19.0"))
                        .map(protocol -> Arguments.of(series, protocol)));
    }

    private static FakeOdoo fake(String series) {
        return TestSchemas.start(FakeOdoo.builder().series(series));
    }

    private static OdooClient client(FakeOdoo fake, Protocol protocol, String database, Credentials credentials) {
        return OdooClient.builder()
                .url(fake.url())
                .database(database)
                .credentials(credentials)
                .protocol(protocol)
                .build();
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void aClientWritesAndReads(String series, Protocol protocol) {
        try (FakeOdoo fake = fake(series);
                OdooClient odoo = client(fake, protocol, fake.database(), fake.credentials())) {
            Model<Record> projects = odoo.model("x_project");
            long parent = projects.create(new Values<Record>().set("name", "é中😀 <&> \"'"));
            List<Long> children = projects.create(List.of(
                    new Values<Record>()
                            .set("name", "A")
                            .set("parent_id", parent)
                            .set("amount", 0.1),
                    new Values<Record>().set("name", "B").set("count", 7)));
            projects.update(children.get(1), new Values<Record>().set("count", 8));

            assertThat(odoo.version().isAtLeast(Integer.parseInt(series.substring(0, 2))))
                    .isTrue();
            assertThat(odoo.uid()).isEqualTo(2);
            assertThat(projects.read(children, List.of("name", "parent_id", "amount", "count")).stream()
                            .map(Record::toMap)
                            .toList())
                    .isEqualTo(List.of(
                            Map.of(
                                    "id",
                                    children.get(0),
                                    "name",
                                    "A",
                                    "parent_id",
                                    List.of(parent, "é中😀 <&> \"'"),
                                    "amount",
                                    0.1,
                                    "count",
                                    0L),
                            Map.of(
                                    "id",
                                    children.get(1),
                                    "name",
                                    "B",
                                    "parent_id",
                                    false,
                                    "amount",
                                    0.0,
                                    "count",
                                    8L)));
            assertThat(projects.search(Domain.of("count", "=", 8)).ids()).containsExactly(children.get(1));
            projects.delete(children.get(0));
            assertThat(projects.search().count()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void errorsAreThoseOfTheSeries(String series, Protocol protocol) {
        try (FakeOdoo fake = fake(series);
                OdooClient odoo = client(fake, protocol, fake.database(), fake.credentials())) {
            assertThatThrownBy(() -> odoo.model("x_project").update(99, new Values<Record>().set("name", "x")))
                    .isInstanceOf(MissingRecordException.class);
            assertThatThrownBy(() -> odoo.call("x_project", "_private", List.of(List.of(1))))
                    .isInstanceOf(AccessErrorException.class);
            assertThatThrownBy(() -> odoo.call("x_project", "web_resequence", List.of(List.of(1))))
                    .isInstanceOf(UnexpectedResponseException.class)
                    .hasMessageContaining("HTTP 501")
                    .hasMessageContaining("the method web_resequence of x_project");
        }
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void whoIsNotKnownIsNotLetIn(String series, Protocol protocol) {
        try (FakeOdoo fake = fake(series);
                OdooClient wrongKey = client(fake, protocol, fake.database(), Credentials.apiKey("admin", "wrong"));
                OdooClient wrongDatabase = client(fake, protocol, "nosuch", fake.credentials())) {
            assertThatThrownBy(() -> wrongKey.model("x_project").search().count())
                    .isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() -> wrongDatabase.model("x_project").search().count())
                    .isInstanceOf(UnknownDatabaseException.class);
        }
    }
}
