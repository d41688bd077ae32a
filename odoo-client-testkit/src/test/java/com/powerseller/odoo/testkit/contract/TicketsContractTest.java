package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.error.MissingRecordException;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Order;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tickets of the helpdesk: their teams and stages, and when they are closed. */
class TicketsContractTest extends AccountingContractTest {
    private static final String TICKET = "helpdesk.ticket";
    private static final long NOBODY = 999_999;

    /** A team with the stages Open and Done, which closes. */
    private long team() {
        return model("helpdesk.team")
                .create(values().set("name", unique())
                        .set("stage_ids", List.of(stage("Done", 20, true), stage("Open", 10, false))));
    }

    private static Command<Record> stage(String name, int sequence, boolean fold) {
        return Command.create(
                values().set("name", name).set("sequence", sequence).set("fold", fold));
    }

    private long stage(long team, String name) {
        return model("helpdesk.stage")
                .search(Domain.<Record>of("team_ids", "in", List.of(team)).and(Domain.of("name", "=", name)))
                .orderBy(Order.of("id", false))
                .ids()
                .get(0);
    }

    private long ticket(long team) {
        return model(TICKET).create(values().set("name", "Cannot log in").set("team_id", team));
    }

    private @Nullable Object of(long ticket, String field) {
        return value(TICKET, ticket, field);
    }

    @Test
    void aTicketIsInTheFirstStageOfItsTeam() {
        long team = team();
        long id = ticket(team);

        assertThat(id(read(TICKET, id, "stage_id"), "stage_id")).isEqualTo(stage(team, "Open"));
        assertThat(of(id, "fold")).isEqualTo(false);
        assertThat(of(id, "priority")).isEqualTo("0");
        assertThat(of(id, "kanban_state")).isEqualTo("normal");
        assertThat(of(id, "user_id")).isEqualTo(false);
        assertThat(of(id, "assign_date")).isEqualTo(false);
        assertThat(of(id, "close_date")).isEqualTo(false);
    }

    @Test
    void aTicketHasAReferenceThatItsNameShows() {
        long id = ticket(team());
        long next = ticket(team());

        String reference = String.valueOf(of(id, "ticket_ref"));
        assertThat(reference).matches("\\d{5}");
        assertThat(Integer.parseInt(String.valueOf(of(next, "ticket_ref")))).isEqualTo(Integer.parseInt(reference) + 1);
        assertThat(of(id, "display_name")).isEqualTo("Cannot log in (#" + reference + ")");
    }

    @Test
    void aTicketWithoutATeamGetsOneButNotIfNoneIsAskedFor() {
        team();
        long id = model(TICKET).create(values().set("name", "x"));
        long nobodys = model(TICKET).create(values().set("name", "x").set("team_id", null));

        assertThat(id(read(TICKET, id, "team_id"), "team_id")).isNotNull();
        assertThat(of(nobodys, "team_id")).isEqualTo(false);
        assertThat(of(nobodys, "stage_id")).isEqualTo(false);
        assertThat(of(nobodys, "fold")).isEqualTo(false);
    }

    @Test
    void aTicketIsClosedInAFoldedStageAndOpenAgainInAnother() {
        long team = team();
        long id = ticket(team);

        model(TICKET).update(id, values().set("stage_id", stage(team, "Done")));
        assertThat(of(id, "fold")).isEqualTo(true);
        assertThat(of(id, "close_date")).isNotEqualTo(false);
        assertThat(model(TICKET).search(Domain.of("stage_id.fold", "=", true)).ids())
                .contains(id);

        model(TICKET).update(id, values().set("stage_id", stage(team, "Open")));
        assertThat(of(id, "fold")).isEqualTo(false);
        assertThat(of(id, "close_date")).isEqualTo(false);
    }

    @Test
    void anAssignedTicketHasADateOfThat() {
        long id = ticket(team());

        model(TICKET).update(id, values().set("user_id", admin().uid()));

        assertThat(of(id, "assign_date")).isNotEqualTo(false);
        assertThat(id(read(TICKET, id, "user_id"), "user_id")).isEqualTo(admin().uid());
    }

    @Test
    void anotherTeamHasOtherStages() {
        long id = ticket(team());
        long other = team();

        model(TICKET).update(id, values().set("team_id", other));

        assertThat(id(read(TICKET, id, "stage_id"), "stage_id")).isEqualTo(stage(other, "Open"));
    }

    @Test
    void theCustomersAddressIsTheTickets() {
        long customer = model("res.partner").create(values().set("name", "Anna").set("email", "anna@acme.example"));
        long id = model(TICKET)
                .create(values().set("name", "x").set("team_id", team()).set("partner_id", customer));

        assertThat(of(id, "partner_name")).isEqualTo("Anna");
        assertThat(of(id, "partner_email")).isEqualTo("anna@acme.example");
        assertThat(id(read(TICKET, id, "commercial_partner_id"), "commercial_partner_id"))
                .isEqualTo(customer);
        model(TICKET).update(id, values().set("partner_email", "other@acme.example"));
        assertThat(of(id, "partner_email")).isEqualTo("other@acme.example");
    }

    @Test
    void whatIsNotThereIsRefused() {
        long id = ticket(team());

        failure(MissingRecordException.class, () -> model(TICKET).update(NOBODY, values().set("name", "x")));
        failure(MissingRecordException.class, () -> model(TICKET).update(id, values().set("stage_id", NOBODY)));
        invalid(() -> model(TICKET).create(values().set("team_id", team())));
    }

    @Test
    void aStageWithTicketsIsNotDeleted() {
        long team = team();
        ticket(team);

        invalid(() -> model("helpdesk.stage").delete(stage(team, "Open")));
    }

    @Test
    void aCopyIsANewTicket() {
        long team = team();
        long id = ticket(team);
        model(TICKET).update(id, values().set("stage_id", stage(team, "Done")));

        long copy = model(TICKET).copy(id, values());

        assertThat(of(copy, "fold")).isEqualTo(false);
        assertThat(of(copy, "ticket_ref")).isNotEqualTo(of(id, "ticket_ref"));
    }
}
