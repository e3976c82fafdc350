package kontor.paymentforms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import kontor.accounts.Account;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.credittransfers.CreditTransfer;
import kontor.db.Tx;
import kontor.forms.Choice;
import kontor.pageparts.OwnAccounts;
import kontor.pageparts.PartyFinder;
import kontor.visits.FormFields;
import kontor.wire.Json;

/**
 * Where a transfer may go: an account of a counterparty, an own account, or one that is described
 * in the form. One field says which, as a kind of the API and an id.
 */
record Payees(PartyFinder finder) {

    /** The field, and what is looked for. */
    static final String FIELD = "destination";

    private static final String QUERY = "payee";
    private static final String EXTERNAL = "EXTERNAL_ACCOUNT ";
    private static final String OWN = "ACCOUNT ";
    private static final String INLINE = "INLINE";

    private static final String NUMBER = FIELD + ".identifiers.0.number";
    private static final String NAME = FIELD + ".holder.legalName";

    static String external(UUID account) {
        return EXTERNAL + account;
    }

    static String of(CreditTransfer.Payee payee) {
        return switch (payee) {
            case CreditTransfer.Payee.External(var account, _) -> external(account);
            case CreditTransfer.Payee.Own(var account) -> OWN + account;
        };
    }

    /** Chosen so, or nothing was chosen and a payee was described. */
    static boolean isNew(FormFields fields) {
        boolean described = fields.given(NAME).isPresent() || fields.given(NUMBER).isPresent();
        return fields.text(FIELD).equals(INLINE) || fields.text(FIELD).isEmpty() && described;
    }

    /** The destination of the API; empty where none was chosen. */
    static Optional<ObjectNode> destination(FormFields fields) {
        if (isNew(fields)) {
            return Optional.of(described(fields));
        }
        return fields.given(FIELD)
                .map(
                        text -> {
                            int blank = text.indexOf(' ');
                            var named = Json.object();
                            named.put("type", blank < 0 ? text : text.substring(0, blank));
                            return blank < 0
                                    ? named
                                    : named.put("id", text.substring(blank + 1).strip());
                        });
    }

    private static ObjectNode described(FormFields fields) {
        String number = fields.text(NUMBER).replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        boolean iban = number.matches("[A-Z]{2}[0-9]{2}[A-Z0-9]+");
        String market = fields.text(FIELD + ".market").toUpperCase(Locale.ROOT);
        var account = Json.object().put("type", INLINE);
        if (!market.isEmpty() || iban) {
            account.put("market", market.isEmpty() ? number.substring(0, 2) : market);
        }
        var identifier = account.putArray("identifiers").addObject();
        identifier.put("type", iban ? "IBAN" : "NUMBER");
        if (!number.isEmpty()) {
            identifier.put("number", number);
        }
        fields.given(FIELD + ".routing.0.number")
                .ifPresent(
                        bic ->
                                account.putArray("routing")
                                        .addObject()
                                        .put("type", "BIC")
                                        .put("number", bic.replaceAll("\\s", "")));
        var holder = account.putObject("holder");
        fields.given(NAME).ifPresent(name -> holder.put("legalName", name));
        return account;
    }

    /** The newest payees, or those that were looked for; the chosen one is among them. */
    List<Choice> choices(Tx tx, Caller caller, FormFields fields, List<Account> own) {
        var found = finder.accounts(tx, caller, fields.given(QUERY));
        boolean isNobody = found.isEmpty() && fields.given(QUERY).isPresent();
        var choices = new ArrayList<Choice>();
        choices.add(new Choice("", isNobody ? "Nobody is found like this" : "Choose a payee"));
        choices.add(new Choice(INLINE, "A new payee, described below"));
        var known = new LinkedHashSet<UUID>();
        for (var one : found) {
            if (known.add(one.account().id())) {
                choices.add(choice(one));
            }
        }
        chosen(tx, caller, fields)
                .filter(one -> known.add(one.account().id()))
                .ifPresent(one -> choices.add(choice(one)));
        for (var account : own) {
            var choice = OwnAccounts.choice(account);
            choices.add(new Choice(OWN + choice.value(), "Own account: " + choice.label()));
        }
        return choices;
    }

    private Optional<PartyFinder.Found> chosen(Tx tx, Caller caller, FormFields fields) {
        return external(fields).flatMap(id -> finder.account(tx, caller, id));
    }

    private static Choice choice(PartyFinder.Found found) {
        return new Choice(external(found.account().id()), found.label());
    }

    private static Optional<UUID> external(FormFields fields) {
        return fields.given(FIELD)
                .filter(text -> text.startsWith(EXTERNAL))
                .flatMap(text -> Ids.parse(text.substring(EXTERNAL.length())));
    }
}
