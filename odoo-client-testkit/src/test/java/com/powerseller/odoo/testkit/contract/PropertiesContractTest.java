package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.powerseller.odoo.model.BooleanField;
import com.powerseller.odoo.model.Many2OneField;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Properties;
import com.powerseller.odoo.model.Property;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.ScalarField;
import com.powerseller.odoo.model.TagsField;
import com.powerseller.odoo.model.TextField;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.model.X2ManyField;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Group;
import com.powerseller.odoo.query.Grouping;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Properties, whose names and types are the database's own. */
class PropertiesContractTest extends ContractTest {
    private static final ModelType<Record> PARTNER = ModelType.of("res.partner");
    private static final TextField<ClientTest> COLOUR = ClientTest.PROPERTIES.textProperty("colour");
    private static final BooleanField<ClientTest> FRAGILE = ClientTest.PROPERTIES.booleanProperty("fragile");
    private static final ScalarField<ClientTest, Long> SIZE = ClientTest.PROPERTIES.integerProperty("size");
    private static final ScalarField<ClientTest, Double> WEIGHT = ClientTest.PROPERTIES.floatProperty("weight");
    private static final ScalarField<ClientTest, LocalDate> DAY = ClientTest.PROPERTIES.dateProperty("day");
    private static final ScalarField<ClientTest, Instant> MOMENT = ClientTest.PROPERTIES.datetimeProperty("moment");
    private static final ScalarField<ClientTest, String> GRADE = ClientTest.PROPERTIES.selectionProperty("grade");
    private static final TagsField<ClientTest> LABELS = ClientTest.PROPERTIES.tagsProperty("labels");
    private static final Many2OneField<ClientTest, Record> OWNER =
            ClientTest.PROPERTIES.many2oneProperty("owner", PARTNER);
    private static final X2ManyField<ClientTest, Record> FRIENDS =
            ClientTest.PROPERTIES.many2manyProperty("friends", PARTNER);

    private long record;

    @BeforeEach
    void aRecordWhoseGroupDefinesProperties() {
        long group = model("odoo.client.test.group")
                .create(new Values<Record>()
                        .set("name", unique())
                        .set(
                                "properties_definition",
                                List.of(
                                        Map.of("name", "colour", "string", "Colour", "type", "char", "default", "red"),
                                        Map.of("name", "fragile", "string", "Fragile", "type", "boolean"),
                                        Map.of("name", "size", "string", "Size", "type", "integer"),
                                        Map.of("name", "weight", "string", "Weight", "type", "float"),
                                        Map.of("name", "more", "string", "More", "type", "separator"),
                                        Map.of("name", "day", "string", "Day", "type", "date"),
                                        Map.of("name", "moment", "string", "Moment", "type", "datetime"),
                                        definition(
                                                "grade",
                                                "selection",
                                                "selection",
                                                List.of(List.of("a", "A"), List.of("b", "B"))),
                                        definition(
                                                "labels",
                                                "tags",
                                                "tags",
                                                List.of(List.of("new", "New", 1), List.of("old", "Old", 2))),
                                        definition("owner", "many2one", "comodel", "res.partner"),
                                        definition("friends", "many2many", "comodel", "res.partner"))));
        record = create(new Values<ClientTest>().set(ClientTest.GROUP_ID, group));
    }

    private static Map<String, Object> definition(String name, String type, String attribute, Object value) {
        return Map.of("name", name, "string", name, "type", type, attribute, value);
    }

    private Properties properties() {
        return properties(record);
    }

    private Properties properties(long id) {
        Properties properties =
                tests().read(List.of(id), ClientTest.PROPERTIES).get(0).value(ClientTest.PROPERTIES);
        return Objects.requireNonNull(properties);
    }

    private long partner() {
        return odoo().model(PARTNER).create(new Values<Record>().set("name", unique()));
    }

    private void write(Properties properties) {
        tests().update(record, new Values<ClientTest>().set(ClientTest.PROPERTIES, properties));
    }

    private Properties all(long partner) {
        return properties()
                .with(COLOUR, "blue")
                .with(FRAGILE, true)
                .with(SIZE, 12L)
                .with(WEIGHT, 2.5)
                .with(DAY, LocalDate.of(2026, 2, 28))
                .with(MOMENT, Instant.parse("2026-02-28T23:59:58Z"))
                .with(GRADE, "b")
                .with(LABELS, List.of("new", "old"))
                .with(OWNER, Ref.of(partner))
                .with(FRIENDS, List.of(partner));
    }

    @Test
    void aNewRecordHasTheDefaults() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Property property : properties().list()) {
            values.put(property.name(), property.value());
        }
        Map<String, @Nullable Object> expected = new LinkedHashMap<>();
        for (String name : List.of(
                "colour", "fragile", "size", "weight", "more", "day", "moment", "grade", "labels", "owner",
                "friends")) {
            expected.put(name, null);
        }
        expected.put("colour", "red");
        expected.put("fragile", false);
        assertThat(values).containsExactlyEntriesOf(expected);
        assertThat(properties().find("size")).extracting(Property::label).isEqualTo("Size");
    }

    @Test
    void everyTypeIsReadAsItWasWritten() {
        long partner = partner();
        Properties written = all(partner);
        write(written);

        Properties read = properties();
        assertThat(read.get(COLOUR)).isEqualTo("blue");
        assertThat(read.get(FRAGILE)).isTrue();
        assertThat(read.get(SIZE)).isEqualTo(12L);
        assertThat(read.get(WEIGHT)).isEqualTo(2.5);
        assertThat(read.get(DAY)).isEqualTo(LocalDate.of(2026, 2, 28));
        assertThat(read.get(MOMENT)).isEqualTo(Instant.parse("2026-02-28T23:59:58Z"));
        assertThat(read.get(GRADE)).isEqualTo("b");
        assertThat(read.get(LABELS)).containsExactly("new", "old");
        assertThat(read.get(OWNER)).isNotNull().extracting(Ref::id).isEqualTo(partner);
        assertThat(read.get(FRIENDS)).containsExactly(partner);
    }

    @Test
    void writingOneOfThemKeepsTheOthers() {
        write(all(partner()));
        write(properties().with(SIZE, 13L).with(GRADE, null));

        assertThat(properties().get(SIZE)).isEqualTo(13L);
        assertThat(properties().get(GRADE)).isNull();
        assertThat(properties().get(COLOUR)).isEqualTo("blue");
        assertThat(properties().get(LABELS)).containsExactly("new", "old");
    }

    @Test
    void whatIsNotGivenHasNoValueAfterwards() {
        write(all(partner()));
        tests().update(record, new Values<ClientTest>().set("properties_field", Map.of("size", 13)));

        assertThat(properties().get(SIZE)).isEqualTo(13L);
        assertThat(properties().get(GRADE)).isNull();
    }

    @Test
    void domainsAndGroupsKnowThem() {
        write(all(partner()));
        Domain<ClientTest> self = Domain.of("id", "=", record);

        assertThat(tests().search(self.and(SIZE.eq(12L)).and(COLOUR.ilike("LU")))
                        .exists())
                .isTrue();
        assertThat(tests().search(self.and(SIZE.eq(13L))).exists()).isFalse();
        assertThat(tests().search(self.and(FRAGILE.isTrue()).and(GRADE.in("a", "b")))
                        .count())
                .isEqualTo(1);
        Grouping<ClientTest, String> byGrade = Grouping.by(GRADE);
        assertThat(tests().search(self).groupBy(byGrade).list())
                .extracting(group -> group.key(byGrade))
                .containsExactly("b");
    }

    @Test
    void tagsAreFoundAndGroupedOneByOne() {
        write(all(partner()));
        long bare = create();
        Domain<ClientTest> both = Domain.of("id", "in", List.of(record, bare));

        assertThat(tests().search(both.and(LABELS.contains("new"))).ids()).containsExactly(record);
        assertThat(tests().search(both.and(LABELS.contains("none"))).ids()).isEmpty();
        assertThat(tests().search(both.and(LABELS.isNotSet())).ids()).containsExactly(bare);
        Grouping<ClientTest, String> byLabel = Grouping.by(LABELS);
        assertThat(tests().search(both).groupBy(byLabel).list())
                .extracting(group -> group.key(byLabel), Group::count)
                .containsExactlyInAnyOrder(tuple("new", 1L), tuple("old", 1L), tuple(null, 1L));
    }

    @Test
    void aPropertyThatIsNotDefinedIsSaidSoBeforeOdooDropsIt() {
        ScalarField<ClientTest, Long> unknown = ClientTest.PROPERTIES.integerProperty("unknown");
        assertThatThrownBy(() -> properties().with(unknown, 3L))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("no property 'unknown': its parent defines colour, fragile");

        long alone = create();
        assertThat(properties(alone)).isEqualTo(Properties.of());
    }

    @Test
    void leadsHaveThePropertiesOfTheirTeam() {
        List<Map<String, String>> definition =
                List.of(Map.of("name", "colour", "string", "Colour", "type", "char", "default", "red"));
        long team = model("crm.team")
                .create(new Values<Record>().set("name", unique()).set("lead_properties_definition", definition));

        long given = lead(team, new Values<Record>().set("lead_properties", Map.of("colour", "blue")));
        long byDefault = lead(team, new Values<>());

        assertThat(colour(given)).isEqualTo("blue");
        assertThat(colour(byDefault)).isEqualTo("red");
        assertThat(model("crm.lead")
                        .search(Domain.<Record>of("team_id", "=", team)
                                .and(Domain.of("lead_properties.colour", "=", "blue")))
                        .ids())
                .containsExactly(given);
    }

    private long lead(long team, Values<Record> values) {
        return model("crm.lead").create(values.set("name", unique()).set("team_id", team));
    }

    private @Nullable Object colour(long lead) {
        Object properties = model("crm.lead")
                .read(List.of(lead), List.of("lead_properties"))
                .get(0)
                .get("lead_properties");
        return ((Map<?, ?>) ((List<?>) Objects.requireNonNull(properties)).get(0)).get("value");
    }
}
