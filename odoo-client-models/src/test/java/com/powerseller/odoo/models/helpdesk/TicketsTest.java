package com.powerseller.odoo.models.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.error.UnknownModelException;
import com.powerseller.odoo.models.CannedOdoo;
import java.io.IOException;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the series differ in, and what goes over the wire; the contract tests of the examples ask a real server. */
class TicketsTest {
    private static final String TICKET = "[{'id': 5, 'team_id': [2, 'Care'], 'stage_id': [3, 'New']}]";

    @ParameterizedTest
    @ValueSource(strings = {"17.0", "18.0+e", "19.0"})
    void from17OnATicketKnowsWhetherItsStageIsFolded(String series) throws IOException {
        try (CannedOdoo odoo = new CannedOdoo(series)) {
            odoo.answer("helpdesk.stage.fields_get", stageWith("is_close"))
                    .answer("helpdesk.ticket.read", "[{'id': 5, 'fold': true}]")
                    .answer("helpdesk.ticket.read", "[{'id': 5, 'fold': false}]");
            Tickets tickets = Tickets.of(odoo.client());

            assertThat(tickets.isClosed(5)).isTrue();
            assertThat(tickets.isClosed(5)).isFalse();
            assertThat(odoo.calls()).hasSize(3).last().asString().contains("fold");
        }
    }

    @ParameterizedTest
    @CsvSource({"fold, true", "fold, false", "is_close, true", "is_close, false"})
    void before17TheStageSaysIt(String field, boolean closed) throws IOException {
        try (CannedOdoo odoo = new CannedOdoo("16.0")) {
            odoo.answer("helpdesk.ticket.read", TICKET)
                    .answer("helpdesk.stage.fields_get", stageWith(field))
                    .answer("helpdesk.stage.read", "[{'id': 3, '" + field + "': " + closed + "}]")
                    .answer("helpdesk.ticket.read", TICKET)
                    .answer("helpdesk.stage.read", "[{'id': 3, '" + field + "': " + closed + "}]");
            Tickets tickets = Tickets.of(odoo.client());

            assertThat(tickets.isClosed(5)).isEqualTo(closed);
            assertThat(tickets.isClosed(5)).isEqualTo(closed);
            assertThat(odoo.calls()).hasSize(5);
        }
    }

    @Test
    void before17ATicketWithoutStageIsOpen() throws IOException {
        try (CannedOdoo odoo = new CannedOdoo("16.0")) {
            odoo.answer("helpdesk.stage.fields_get", stageWith("fold"))
                    .answer("helpdesk.ticket.read", "[{'id': 5, 'stage_id': false}]");

            assertThat(Tickets.of(odoo.client()).isClosed(5)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"16.0, is_close", "16.0, fold", "17.0, fold", "18.0, fold"})
    void closingMovesToTheFirstStageOfTheTeamThatCloses(String series, String field) throws IOException {
        try (CannedOdoo odoo = new CannedOdoo(series)) {
            odoo.answer("helpdesk.ticket.read", TICKET)
                    .answer("helpdesk.stage.fields_get", stageWith(field))
                    .answer("helpdesk.stage.search", "[9, 8]")
                    .answer("helpdesk.ticket.write", "true");

            Tickets.of(odoo.client()).close(5);

            assertThat(odoo.calls())
                    .filteredOn(call -> call.startsWith("helpdesk.stage.search"))
                    .singleElement()
                    .asString()
                    .contains("[\"" + field + "\",\"=\",true]")
                    .contains("\"sequence asc, id asc\"");
            assertThat(odoo.calls()).last().asString().contains("helpdesk.ticket.write [[5],{\"stage_id\":9}]");
            assertThat(odoo.calls()).hasSize(4);
        }
    }

    @Test
    void aClosedTicketStaysInItsStage() throws IOException {
        try (CannedOdoo odoo = new CannedOdoo("19.0")) {
            odoo.answer("helpdesk.ticket.read", TICKET)
                    .answer("helpdesk.stage.fields_get", stageWith("fold"))
                    .answer("helpdesk.stage.search", "[9, 3]");

            Tickets.of(odoo.client()).close(5);

            assertThat(odoo.calls()).hasSize(3);
        }
    }

    @Test
    void whatHasNoStageToCloseInIsSaid() throws IOException {
        try (CannedOdoo odoo = new CannedOdoo("19.0")) {
            odoo.answer("helpdesk.ticket.read", TICKET)
                    .answer("helpdesk.stage.fields_get", stageWith("fold"))
                    .answer("helpdesk.stage.search", "[]")
                    .answer("helpdesk.ticket.read", "[{'id': 5, 'team_id': false, 'stage_id': false}]")
                    .answer("helpdesk.stage.search", "[]")
                    .answer("helpdesk.ticket.read", "[]");
            Tickets tickets = Tickets.of(odoo.client());

            assertThatThrownBy(() -> tickets.close(5))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("team Care");
            assertThatThrownBy(() -> tickets.close(5))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no team");
            assertThatThrownBy(() -> tickets.close(5))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessageContaining("helpdesk.ticket 5");
            assertThat(odoo.calls()).noneMatch(call -> call.contains(".write"));
        }
    }

    @Test
    void theStagesOfATeamSayWhichOnesClose() throws IOException {
        try (CannedOdoo odoo = new CannedOdoo("16.0")) {
            odoo.answer("helpdesk.stage.fields_get", stageWith("is_close"))
                    .answer(
                            "helpdesk.stage.search_read",
                            "[{'id': 3, 'name': 'New', 'is_close': false}, {'id': 9, 'name': 'Solved', 'is_close': true}]");

            assertThat(Tickets.of(odoo.client()).stages(2))
                    .containsExactly(new Tickets.Stage(3, "New", false), new Tickets.Stage(9, "Solved", true));
        }
    }

    @Test
    void aTeamThatIsNotThereIsSaid() throws IOException {
        try (CannedOdoo odoo = new CannedOdoo("19.0")) {
            odoo.answer("helpdesk.stage.fields_get", stageWith("fold"))
                    .answer("helpdesk.stage.search_read", "[]")
                    .answer("helpdesk.team.search", "[]")
                    .answer("helpdesk.stage.search_read", "[]")
                    .answer("helpdesk.team.search", "[2]");
            Tickets tickets = Tickets.of(odoo.client());

            assertThatThrownBy(() -> tickets.stages(8))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage("there is no helpdesk.team 8");
            assertThat(tickets.stages(2)).isEmpty();
        }
    }

    @Test
    void ocasTicketsAreClosedInAStageThatIsClosed() throws IOException {
        try (CannedOdoo odoo = new CannedOdoo("18.0").without("helpdesk.stage")) {
            odoo.answer("helpdesk.ticket.stage.fields_get", stageWith("closed"))
                    .answer("helpdesk.ticket.read", "[{'id': 5, 'closed': true}]")
                    .answer("helpdesk.ticket.stage.search_read", "[{'id': 9, 'name': 'Done', 'closed': true}]")
                    .answer("helpdesk.ticket.read", "[{'id': 5, 'team_id': false, 'stage_id': [3, 'New']}]")
                    .answer("helpdesk.ticket.stage.search", "[9]")
                    .answer("helpdesk.ticket.write", "true");
            Tickets tickets = Tickets.of(odoo.client());

            assertThat(tickets.isClosed(5)).isTrue();
            assertThat(tickets.stages(2)).containsExactly(new Tickets.Stage(9, "Done", true));
            tickets.close(5);

            assertThat(odoo.calls()).last().asString().contains("helpdesk.ticket.write [[5],{\"stage_id\":9}]");
            assertThat(odoo.calls()).noneMatch(call -> call.contains("team_ids"));
        }
    }

    @Test
    void ocasStagesMayBeATeamsOwn() throws IOException {
        try (CannedOdoo odoo = new CannedOdoo("18.0").without("helpdesk.stage")) {
            odoo.answer("helpdesk.ticket.stage.fields_get", stageWith("team_ids"))
                    .answer("helpdesk.ticket.read", TICKET)
                    .answer("helpdesk.ticket.stage.search", "[]");
            Tickets tickets = Tickets.of(odoo.client());

            assertThatThrownBy(() -> tickets.close(5))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("helpdesk.ticket.team 2")
                    .hasMessageContaining("closed");
            assertThat(odoo.calls())
                    .last()
                    .asString()
                    .contains("\"|\"", "[\"team_ids\",\"in\",[2]]", "[\"team_ids\",\"=\",false]");
        }
    }

    @Test
    void aServerWithoutHelpdeskSaysSo() throws IOException {
        try (CannedOdoo odoo = new CannedOdoo("18.0").without("helpdesk.stage").without("helpdesk.ticket.stage")) {
            Tickets tickets = Tickets.of(odoo.client());

            assertThatThrownBy(() -> tickets.isClosed(5))
                    .isInstanceOf(UnknownModelException.class)
                    .hasMessageContaining("helpdesk.stage");
        }
    }

    private static String stageWith(String field) {
        return "{'fold': {'type': 'boolean', 'string': 'Folded'}, '" + field
                + "': {'type': 'boolean', 'string': 'Closing'}}";
    }
}
