package com.powerseller.odoo.models.helpdesk;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.MissingRecordException;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.error.UnknownModelException;
import com.powerseller.odoo.model.BooleanField;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.Model;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.models.HelpdeskStage;
import com.powerseller.odoo.models.HelpdeskTeam;
import com.powerseller.odoo.models.HelpdeskTicket;
import com.powerseller.odoo.query.Domain;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What is done with tickets ({@code helpdesk.ticket}) of Enterprise's helpdesk, the same on 16.0 to 19.0, or of OCA's ({@code helpdesk_mgmt}). Thread-safe.
 *
 * <p>A ticket is closed when its stage closes tickets: in Enterprise from 17.0 on a stage that is folded; before, one with {@code is_close}, or a folded one where stages
 * have no such field; in OCA's helpdesk one that is {@code closed}. Whose helpdesk it is costs one request, two with OCA's, and the version one if the client does not
 * know it yet: once, for the methods that say "closed".
 *
 * <p>OCA's tickets have other fields than {@link HelpdeskTicket} where the names differ; {@code name}, {@code description}, {@code team_id}, {@code user_id}, {@code
 * partner_id}, {@code stage_id} and {@code priority} are the same.
 *
 * <p>Every method throws {@link OdooException} as any call does: {@link UnknownModelException} if the server has no helpdesk.
 */
public final class Tickets {
    private final OdooClient odoo;
    private final Model<HelpdeskTicket> tickets;
    private volatile @Nullable Helpdesk helpdesk;

    private Tickets(OdooClient odoo) {
        this.odoo = odoo;
        this.tickets = odoo.model(HelpdeskTicket.TYPE);
    }

    /** The tickets that this client sees. No request. */
    public static Tickets of(OdooClient odoo) {
        return new Tickets(odoo);
    }

    /**
     * A stage that tickets of a team can be in.
     *
     * @param id the id of the {@link HelpdeskStage}; in OCA's helpdesk of the {@code helpdesk.ticket.stage}
     * @param name its name, in the language of the client
     * @param closed whether tickets in it are closed
     */
    public record Stage(long id, String name, boolean closed) {}

    /** Opens a ticket and returns its id. One request. Odoo chooses the team's first stage, and a team if none is given. */
    public long open(Values<HelpdeskTicket> values) {
        return tickets.create(values);
    }

    /**
     * Assigns a ticket to a user. One request.
     *
     * @param user the id of the user
     * @throws MissingRecordException if there is no such ticket
     */
    public void assign(long id, long user) {
        tickets.update(id, HelpdeskTicket.values().userId(user));
    }

    /**
     * Moves a ticket to a stage. One request. Odoo does not ask whether it is one of the team's {@link #stages}.
     *
     * @throws MissingRecordException if there is no such ticket
     */
    public void move(long id, long stage) {
        tickets.update(id, HelpdeskTicket.values().stageId(stage));
    }

    /**
     * Closes a ticket: moves it to the first of its team's stages that are closed. Three requests; two, which change nothing, if it is closed. In OCA's helpdesk stages may be
     * everybody's.
     *
     * @throws IllegalStateException if there is no such stage, in Enterprise also for a ticket without a team
     * @throws NoSuchElementException if there is no such ticket
     */
    public void close(long id) {
        HelpdeskTicket ticket = only(id, HelpdeskTicket.TEAM_ID, HelpdeskTicket.STAGE_ID);
        Ref<HelpdeskTeam> team = ticket.teamId();
        Ref<HelpdeskStage> current = ticket.stageId();
        Helpdesk helpdesk = helpdesk();
        Domain<Record> candidates = helpdesk.ofTeam(team == null ? null : team.id());
        if (current != null) {
            candidates = candidates.or(Domain.of("id", "=", current.id()));
        }
        List<Long> closed = helpdesk.stages(
                        odoo, candidates.and(helpdesk.closing().isTrue()))
                .ids();
        if (closed.isEmpty()) {
            String whose = team == null
                    ? "helpdesk.ticket " + id + " has no team, and so"
                    : "the team " + team.displayName() + " (" + helpdesk.teams() + " " + team.id() + ") has";
            throw new IllegalStateException(
                    whose + " no stage that closes tickets: one whose " + helpdesk.closing() + " is true");
        }
        if (current == null || !closed.contains(current.id())) {
            move(id, closed.get(0));
        }
    }

    /**
     * Whether a ticket is closed. One request; two in Enterprise before 17.0.
     *
     * @throws NoSuchElementException if there is no such ticket
     */
    public boolean isClosed(long id) {
        Helpdesk helpdesk = helpdesk();
        BooleanField<HelpdeskTicket> closed = helpdesk.closed();
        if (closed != null) {
            return only(id, closed).record().get(closed);
        }
        Ref<HelpdeskStage> stage = only(id, HelpdeskTicket.STAGE_ID).stageId();
        return stage != null
                && odoo.model(helpdesk.stages()).read(List.of(stage.id()), helpdesk.closing()).stream()
                        .anyMatch(found -> found.get(helpdesk.closing()));
    }

    /**
     * The stages of a team, in their order, without archived ones, closed or not. One request; another one if there are none.
     *
     * @throws NoSuchElementException if there is no such team
     */
    public List<Stage> stages(long team) {
        Helpdesk helpdesk = helpdesk();
        List<Stage> stages =
                helpdesk.stages(odoo, helpdesk.ofTeam(team)).select(helpdesk.name(), helpdesk.closing()).list().stream()
                        .map(stage -> new Stage(
                                stage.id(), String.valueOf(stage.get(helpdesk.name())), stage.get(helpdesk.closing())))
                        .toList();
        if (stages.isEmpty()
                && odoo.model(helpdesk.teams()).exists(List.of(team)).isEmpty()) {
            throw new NoSuchElementException("there is no " + helpdesk.teams() + " " + team);
        }
        return stages;
    }

    private Helpdesk helpdesk() {
        Helpdesk known = helpdesk;
        if (known == null) {
            known = Helpdesk.of(odoo);
            helpdesk = known;
        }
        return known;
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private final HelpdeskTicket only(long id, Field<HelpdeskTicket, ?>... fields) {
        List<HelpdeskTicket> found = tickets.read(List.of(id), fields);
        if (found.isEmpty()) {
            throw new NoSuchElementException("there is no helpdesk.ticket " + id);
        }
        return found.get(0);
    }
}
