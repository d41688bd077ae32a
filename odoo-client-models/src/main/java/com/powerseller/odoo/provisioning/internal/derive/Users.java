package com.powerseller.odoo.provisioning.internal.derive;

import com.powerseller.odoo.provisioning.TenantUser;
import com.powerseller.odoo.provisioning.UserRule;
import com.powerseller.odoo.provisioning.UserRule.TagRole;
import com.powerseller.odoo.provisioning.internal.derive.TenantFacts.User;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who the users are, by the rules. */
final class Users {
    private static final Pattern ADDRESS = Pattern.compile("(?:[^<>]*<)?\\s*([^\\s<>,;@]+@[^\\s<>,;@]+)\\s*>?");

    private Users() {}

    /** A user, and what tells which of several with one login counts. */
    private record Candidate(long id, TenantUser user, int rank) {
        private static final Comparator<Candidate> BEST_FIRST = Comparator.comparing(
                        (Candidate candidate) -> !candidate.user().active())
                .thenComparing(Candidate::rank)
                .thenComparing(Candidate::id);
    }

    static List<TenantUser> of(Collection<User> all, Collection<Long> customers, UserRule rule, Notes notes) {
        List<User> users = all.stream()
                .filter(user -> customers.contains(user.customer()))
                .sorted(Comparator.comparing(User::id))
                .toList();
        List<Candidate> candidates = new ArrayList<>();
        for (User user : users) {
            int rank = rank(user, rule);
            String role = role(user, rule, rank);
            if (role == null && rule.source() == UserRule.Source.CONTACTS) {
                continue;
            }
            String login = rule.source() == UserRule.Source.CONTACTS ? address(user.login()) : user.login();
            if (login == null || login.isBlank()) {
                notes.reason("contact " + user.id() + " is left out: it has not exactly one e-mail address");
                continue;
            }
            candidates.add(new Candidate(user.id(), new TenantUser(login, user.name(), role, user.active()), rank));
        }
        candidates.sort(Candidate.BEST_FIRST);
        Map<String, TenantUser> byLogin = new TreeMap<>();
        candidates.forEach(candidate -> byLogin.putIfAbsent(candidate.user().login(), candidate.user()));
        return List.copyOf(byLogin.values());
    }

    /** The place of the first tag of the rule that the user has; after all of them if none. */
    private static int rank(User user, UserRule rule) {
        List<TagRole> tags = rule.tags();
        for (int i = 0; i < tags.size(); i++) {
            TagRole tag = tags.get(i);
            if (tag.name() == null
                    ? user.tags().containsKey(tag.id())
                    : user.tags().containsValue(tag.name())) {
                return i;
            }
        }
        return tags.size();
    }

    private static @Nullable String role(User user, UserRule rule, int rank) {
        if (rank < rule.tags().size()) {
            return rule.tags().get(rank).role();
        }
        return user.role() == null || user.role().isBlank() ? null : user.role().strip();
    }

    /** The address, with or without a name around it; null if there is none, or several. */
    private static @Nullable String address(@Nullable String email) {
        if (email == null) {
            return null;
        }
        Matcher matcher = ADDRESS.matcher(email.strip());
        return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : null;
    }
}
