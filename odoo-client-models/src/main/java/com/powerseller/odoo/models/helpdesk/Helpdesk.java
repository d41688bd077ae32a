package com.powerseller.odoo.models.helpdesk;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.UnknownModelException;
import com.powerseller.odoo.model.BooleanField;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.ScalarField;
import com.powerseller.odoo.model.TextField;
import com.powerseller.odoo.model.X2ManyField;
import com.powerseller.odoo.models.HelpdeskTicket;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Query;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose helpdesk a server has, and how it says which tickets are closed. Immutable.
 *
 * @param stages the model of the stages
 * @param teams the name of the model of the teams
 * @param closing the field of a stage that closes its tickets
 * @param closed the field of a ticket that says so too; null if there is none
 * @param sharing which stages a team has
 */
record Helpdesk(
        ModelType<Record> stages,
        String teams,
        BooleanField<Record> closing,
        @Nullable BooleanField<HelpdeskTicket> closed,
        Sharing sharing) {
    private static final ModelType<Record> ENTERPRISE = ModelType.of("helpdesk.stage");
    private static final ModelType<Record> OCA = ModelType.of("helpdesk.ticket.stage");
    private static final String TEAM_IDS = "team_ids";

    /** Which stages a team has. */
    enum Sharing {
        /** Those that are its own. */
        OWN,
        /** Those that are its own, and those that are nobody's. */
        OWN_AND_NOBODYS,
        /** All. */
        ALL
    }

    /**
     * The helpdesk of this server: one request for Enterprise's, two for OCA's; and one for the version if the client does not know it yet.
     *
     * @throws UnknownModelException if it has none
     */
    static Helpdesk of(OdooClient odoo) {
        try {
            Set<String> fields = fields(odoo, ENTERPRISE);
            boolean folding = odoo.version().isAtLeast(17);
            String closing = !folding && fields.contains("is_close") ? "is_close" : "fold";
            return new Helpdesk(
                    ENTERPRISE,
                    "helpdesk.team",
                    ENTERPRISE.booleanField(closing),
                    folding ? HelpdeskTicket.FOLD : null,
                    Sharing.OWN);
        } catch (UnknownModelException noEnterprise) {
            return oca(odoo, noEnterprise);
        }
    }

    private static Helpdesk oca(OdooClient odoo, UnknownModelException noEnterprise) {
        try {
            return new Helpdesk(
                    OCA,
                    "helpdesk.ticket.team",
                    OCA.booleanField("closed"),
                    HelpdeskTicket.TYPE.booleanField("closed"),
                    fields(odoo, OCA).contains(TEAM_IDS) ? Sharing.OWN_AND_NOBODYS : Sharing.ALL);
        } catch (UnknownModelException none) {
            noEnterprise.addSuppressed(none);
            throw noEnterprise;
        }
    }

    private static Set<String> fields(OdooClient odoo, ModelType<Record> stages) {
        return odoo.model(stages).fields().fields().keySet();
    }

    /** A stage's name. */
    TextField<Record> name() {
        return stages.charField("name");
    }

    /** The stages that a team, or a ticket without one, can be in, but for archived ones. */
    Domain<Record> ofTeam(@Nullable Long team) {
        X2ManyField<Record, Record> teamIds = stages.many2manyField(TEAM_IDS, teams);
        Domain<Record> own = team == null ? Domain.none() : teamIds.contains(team);
        Domain<Record> all = switch (sharing) {
            case OWN -> own;
            case OWN_AND_NOBODYS -> own.or(teamIds.isNotSet());
            case ALL -> Domain.all();
        };
        return all.and(stages.booleanField("active").isTrue());
    }

    /** Stages in their order, archived ones too. */
    Query<Record> stages(OdooClient odoo, Domain<Record> domain) {
        ScalarField<Record, Long> sequence = stages.integerField("sequence");
        return odoo.withArchived()
                .model(stages)
                .search(domain)
                .orderBy(sequence.asc())
                .orderBy(stages.integerField("id").asc());
    }
}
