package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The seven commands that change x2many fields. */
class CommandsContractTest extends ContractTest {
    private static final String LINE = "odoo.client.test.line";
    private static final String TAG = "odoo.client.test.tag";

    private static Values<Record> named(String name) {
        return new Values<Record>().set("name", name);
    }

    private List<Long> tags(String... names) {
        return model(TAG)
                .create(Arrays.stream(names).map(CommandsContractTest::named).toList());
    }

    private long withTags(List<Long> tags) {
        return create(new Values<ClientTest>().set(ClientTest.TAG_IDS, Command.set(tags)));
    }

    private long withLines(String... names) {
        Values<ClientTest> values = new Values<>();
        return create(values.set(
                ClientTest.LINE_IDS,
                Arrays.stream(names).map(name -> Command.create(named(name))).toList()));
    }

    private void change(
            long id, com.powerseller.odoo.model.X2ManyField<ClientTest, Record> field, Command<Record> command) {
        tests().update(id, new Values<ClientTest>().set(field, command));
    }

    private List<Long> lines(long id) {
        return tests().read(List.of(id), ClientTest.LINE_IDS).get(0).ids(ClientTest.LINE_IDS);
    }

    private List<Long> tagsOf(long id) {
        return tests().read(List.of(id), ClientTest.TAG_IDS).get(0).ids(ClientTest.TAG_IDS);
    }

    private List<Object> namesOf(String model, List<Long> ids) {
        return model(model).read(ids, List.of("name")).stream()
                .map(record -> record.get("name"))
                .toList();
    }

    @Test
    void createMakesARecordAndLinksIt() {
        long id = withLines("a", "b");

        assertThat(namesOf(LINE, lines(id))).containsExactly("a", "b");
        change(id, ClientTest.TAG_IDS, Command.create(named("new tag")));
        assertThat(namesOf(TAG, tagsOf(id))).containsExactly("new tag");
    }

    @Test
    void updateChangesALinkedRecord() {
        long id = withLines("a", "b");

        change(id, ClientTest.LINE_IDS, Command.update(lines(id).get(1), named("changed")));

        assertThat(namesOf(LINE, lines(id))).containsExactly("a", "changed");
    }

    @Test
    void deleteRemovesTheLinkAndTheRecord() {
        List<Long> tags = tags("a", "b");
        long id = withTags(tags);

        change(id, ClientTest.TAG_IDS, Command.delete(tags.get(0)));

        assertThat(tagsOf(id)).containsExactly(tags.get(1));
        assertThat(model(TAG).exists(tags)).containsExactly(tags.get(1));
    }

    @Test
    void unlinkRemovesTheLinkAndKeepsTheRecord() {
        List<Long> tags = tags("a", "b");
        long id = withTags(tags);

        change(id, ClientTest.TAG_IDS, Command.unlink(tags.get(0)));

        assertThat(tagsOf(id)).containsExactly(tags.get(1));
        assertThat(model(TAG).exists(tags)).hasSize(2);
    }

    @Test
    void unlinkOfALineThatCannotStandAloneDeletesIt() {
        long id = withLines("a");
        List<Long> lines = lines(id);

        change(id, ClientTest.LINE_IDS, Command.unlink(lines.get(0)));

        assertThat(model(LINE).exists(lines)).isEmpty();
    }

    @Test
    void linkAddsAnExistingRecord() {
        List<Long> tags = tags("a", "b");
        long id = withTags(tags.subList(0, 1));

        change(id, ClientTest.TAG_IDS, Command.link(tags.get(1)));

        assertThat(tagsOf(id)).containsExactlyElementsOf(tags);
    }

    @Test
    void clearRemovesAllLinksAndKeepsTheRecords() {
        List<Long> tags = tags("a", "b");
        long id = withTags(tags);

        change(id, ClientTest.TAG_IDS, Command.clear());

        assertThat(tagsOf(id)).isEmpty();
        assertThat(model(TAG).exists(tags)).hasSize(2);
    }

    @Test
    void setReplacesAllLinks() {
        List<Long> tags = tags("a", "b", "c");
        long id = withTags(tags.subList(0, 2));

        change(id, ClientTest.TAG_IDS, Command.set(tags.subList(1, 3)));

        assertThat(tagsOf(id)).containsExactlyElementsOf(tags.subList(1, 3));
        change(id, ClientTest.TAG_IDS, Command.set(List.of()));
        assertThat(tagsOf(id)).isEmpty();
    }

    @Test
    void commandsAreCarriedOutInTheirOrder() {
        List<Long> tags = tags("a", "b");
        long id = withTags(tags);

        tests().update(
                        id,
                        new Values<ClientTest>()
                                .set(ClientTest.TAG_IDS, List.of(Command.clear(), Command.link(tags.get(1)))));

        assertThat(tagsOf(id)).containsExactly(tags.get(1));
    }

    @Test
    void archivedRecordsAreLeftOutOfALinkUnlessAskedFor() {
        List<Long> tags = tags("a", "b");
        long id = withTags(tags);
        model(TAG).update(tags.get(0), new Values<Record>().set("active", false));

        assertThat(tagsOf(id)).containsExactly(tags.get(1));
        assertThat(odoo().withArchived()
                        .model(ClientTest.TYPE)
                        .read(List.of(id), ClientTest.TAG_IDS)
                        .get(0)
                        .ids(ClientTest.TAG_IDS))
                .containsExactlyElementsOf(tags);
    }

    @Test
    void linesThatAreSetAfterNewOnesReleaseNone() {
        long test = create();
        long first = line(test);
        long second = line(test);
        List<?> commands = List.of(List.of(0, 0, Map.of("name", "new")), List.of(6, 0, List.of(second)));
        odoo().call("odoo.client.test", "write", List.of(List.of(test), Map.of("line_ids", commands)));
        List<?> rows = (List<?>) Objects.requireNonNull(
                odoo().call("odoo.client.test", "read", List.of(List.of(test), List.of("line_ids"))));
        List<?> lines = (List<?>) Objects.requireNonNull(((Map<?, ?>) rows.get(0)).get("line_ids"));
        assertThat(List.<Object>copyOf(lines)).hasSize(3).contains(first, second);
    }

    private long line(long test) {
        return model("odoo.client.test.line")
                .create(new Values<Record>().set("name", "line").set("test_id", test));
    }
}
