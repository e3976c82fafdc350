package kontor.settingsparts;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kontor.accounts.Account;
import kontor.accounts.AccountFilter;
import kontor.accounts.Accounts;
import kontor.changerequests.ChangeRequests;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.entities.Entities;
import kontor.entities.Entity;
import kontor.forms.Choice;
import kontor.iam.Organization;
import kontor.iam.Organizations;
import kontor.iam.Role;
import kontor.iam.Roles;
import kontor.iam.User;
import kontor.iam.Users;
import kontor.wire.PageRequest;

/**
 * What several pages of the settings ask the doors.
 *
 * @param database for requests
 */
public record Desk(
        Database database,
        Organizations organizations,
        Users users,
        Roles roles,
        Accounts accounts,
        Entities entities,
        ChangeRequests changeRequests) {

    private static final PageRequest ALL = new PageRequest(PageRequest.MOST, Optional.empty(), "");

    public <T> T read(Caller caller, Function<Tx, T> work) {
        return database.read(caller.organization(), work);
    }

    public Organization organization(Caller caller) {
        return organizations.of(caller);
    }

    public ZoneId zone(Caller caller) {
        return organization(caller).zone();
    }

    /** Today at the banks, by the clock of Greenwich, as exchange rates count days. */
    public LocalDate today(Caller caller) {
        return read(caller, tx -> tx.today(ZoneOffset.UTC));
    }

    /** The roles that the caller sees; none without the permission. */
    public List<Role> roles(Caller caller) {
        return caller.may(Roles.READ)
                ? read(caller, tx -> roles.list(tx, caller, ALL)).items()
                : List.of();
    }

    public List<Choice> roleChoices(Caller caller) {
        return roles(caller).stream()
                .map(one -> new Choice(one.id().toString(), one.name()))
                .toList();
    }

    public Map<UUID, String> roleNames(Caller caller) {
        var names = new LinkedHashMap<UUID, String>();
        roles(caller).forEach(one -> names.put(one.id(), one.name()));
        return names;
    }

    public List<Account> accounts(Caller caller) {
        var any = new AccountFilter(List.of());
        return caller.may(Accounts.READ)
                ? read(caller, tx -> accounts.list(tx, caller, any, ALL)).items()
                : List.of();
    }

    public List<Choice> accountChoices(Caller caller) {
        return accounts(caller).stream()
                .map(
                        one ->
                                new Choice(
                                        one.id().toString(),
                                        one.alias().orElse(one.name())
                                                + ", "
                                                + one.currency().code()))
                .toList();
    }

    public List<Entity> entities(Caller caller) {
        return caller.may(Entities.READ)
                ? read(caller, tx -> entities.list(tx, caller, ALL)).items()
                : List.of();
    }

    public List<Choice> entityChoices(Caller caller) {
        return entities(caller).stream()
                .map(one -> new Choice(one.id().toString(), one.legalName()))
                .toList();
    }

    /** The ids of what waits for a second person about one thing. */
    public List<String> waiting(Caller caller, UUID target) {
        return read(caller, tx -> changeRequests.pendingAbout(tx, caller, target)).stream()
                .map(one -> one.id().toString())
                .toList();
    }

    /** Who did something, as events name it: Kontor, the bank, or the name of a user. */
    public String originator(Caller caller, String originator) {
        return switch (originator) {
            case "ATLAR", "kontor" -> "Kontor";
            case "BANK" -> "the bank";
            default ->
                    Ids.parse(originator)
                            .filter(_ -> caller.may(Users.READ))
                            .flatMap(id -> user(caller, id))
                            .map(one -> one.name().isBlank() ? one.username() : one.name())
                            .orElse(originator);
        };
    }

    private Optional<User> user(Caller caller, UUID id) {
        return read(caller, tx -> users.find(tx, caller, id)).stream().findFirst();
    }
}
