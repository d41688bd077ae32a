package com.powerseller.odoo.models.helpdesk;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.MissingRecordException;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.error.UnknownModelException;
import com.powerseller.odoo.model.BooleanField;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.Model;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.models.HelpdeskStage;
import com.powerseller.odoo.models.HelpdeskTeam;
import com.powerseller.odoo.models.HelpdeskTicket;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Query;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What is done with tickets of Enterprise's helpdesk ({@code helpdesk.ticket}), the same on 16.0 to 19.0. Thread-safe.
 *
 * <p>A ticket is closed when its stage closes tickets: from 17.0 on a stage that is folded; before, one with {@code is_close}, or a folded one where stages have no
 * such field. What that is on a server before 17.0 costs one request, and the version one if the client does not know it yet: once, for the methods that say "closed".
 *
 * <p>Every method throws {@link OdooException} as any call does: {@link UnknownModelException} if the server has no helpdesk.
 */
public final class Tickets {
    private static final BooleanField<HelpdeskStage> IS_CLOSE = HelpdeskStage.TYPE.booleanField("is_close");

    private final OdooClient odoo;
    private final Model<HelpdeskTicket> tickets;
    private final Model<HelpdeskStage> stages;
    private volatile @Nullable BooleanField<HelpdeskStage> closing;

    private Tickets(OdooClient odoo) {
        this.odoo = odoo;
        this.tickets = odoo.model(HelpdeskTicket.TYPE);
        this.stages = odoo.model(HelpdeskStage.TYPE);
    }

    /** The tickets that this client sees. No request. */
    public static Tickets of(OdooClient odoo) {
        return new Tickets(odoo);
    }

    /**
     * A stage that tickets of a team can be in.
     *
     * @param id the id of the {@link HelpdeskStage}
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
     * Closes a ticket: moves it to the first of its team's stages that are closed. Three requests; two, which change nothing, if it is closed.
     *
     * @throws IllegalStateException if it has no team, or the team no such stage
     * @throws NoSuchElementException if there is no such ticket
     */
    public void close(long id) {
        HelpdeskTicket ticket = only(id, HelpdeskTicket.TEAM_ID, HelpdeskTicket.STAGE_ID);
        Ref<HelpdeskTeam> team = ticket.teamId();
        if (team == null) {
            throw new IllegalStateException("helpdesk.ticket " + id + " has no team, and so no stage to close it in");
        }
        Ref<HelpdeskStage> current = ticket.stageId();
        Domain<HelpdeskStage> candidates = ofTeam(team.id());
        if (current != null) {
            candidates = candidates.or(HelpdeskStage.ID.eq(current.id()));
        }
        List<Long> closed = inOrder(candidates.and(closing().isTrue())).ids();
        if (closed.isEmpty()) {
            throw new IllegalStateException("the team " + team.displayName() + " (helpdesk.team " + team.id()
                    + ") has no stage that closes tickets: fold one of its stages");
        }
        if (current == null || !closed.contains(current.id())) {
            move(id, closed.get(0));
        }
    }

    /**
     * Whether a ticket is closed. One request from 17.0 on, two before.
     *
     * @throws NoSuchElementException if there is no such ticket
     */
    public boolean isClosed(long id) {
        if (odoo.version().isAtLeast(17)) {
            return only(id, HelpdeskTicket.FOLD).fold();
        }
        Ref<HelpdeskStage> stage = only(id, HelpdeskTicket.STAGE_ID).stageId();
        if (stage == null) {
            return false;
        }
        BooleanField<HelpdeskStage> closing = closing();
        return stages.read(List.of(stage.id()), closing).stream()
                .anyMatch(found -> found.record().get(closing));
    }

    /** The stages of a team, in their order, without archived ones, closed or not. One request. */
    public List<Stage> stages(long team) {
        BooleanField<HelpdeskStage> closing = closing();
        return inOrder(ofTeam(team)).select(HelpdeskStage.NAME, closing).list().stream()
                .map(stage -> new Stage(
                        stage.id(), String.valueOf(stage.name()), stage.record().get(closing)))
                .toList();
    }

    private static Domain<HelpdeskStage> ofTeam(long team) {
        return HelpdeskStage.TEAM_IDS.contains(team).and(HelpdeskStage.ACTIVE.isTrue());
    }

    private Query<HelpdeskStage> inOrder(Domain<HelpdeskStage> domain) {
        return stages.search(domain).orderBy(HelpdeskStage.SEQUENCE.asc()).orderBy(HelpdeskStage.ID.asc());
    }

    /** The field of a stage that closes its tickets. */
    private BooleanField<HelpdeskStage> closing() {
        BooleanField<HelpdeskStage> field = closing;
        if (field == null) {
            boolean own =
                    !odoo.version().isAtLeast(17) && stages.fields().fields().containsKey(IS_CLOSE.name());
            field = own ? IS_CLOSE : HelpdeskStage.FOLD;
            closing = field;
        }
        return field;
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
