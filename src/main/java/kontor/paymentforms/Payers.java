package kontor.paymentforms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Caller;
import kontor.db.Tx;
import kontor.forms.Choice;
import kontor.mandates.Mandate;
import kontor.mandates.MandateFilter;
import kontor.mandates.MandateStatus;
import kontor.mandates.Mandates;
import kontor.pageparts.PartyFinder;
import kontor.visits.FormFields;
import kontor.wire.Json;
import kontor.wire.PageRequest;
import kontor.wire.ResourceRef;

/** Under which mandate a collection may be made, by the payer who gave it. */
record Payers(Mandates mandates, PartyFinder finder) {

    /** The field, and what is looked for. */
    static final String FIELD = "mandateId";

    private static final String PAYER = "payer";

    /** Mandates to choose from at first; others are found by the name of the payer. */
    private static final int SHOWN = 100;

    private static final int PAYERS_FOUND = 10;
    private static final int MANDATES_OF_ONE = 10;

    /** Unknown where it is of others, or no id. */
    Optional<Mandate> chosen(Tx tx, Caller caller, FormFields fields) {
        return fields.given(FIELD)
                .filter(text -> text.matches("[a-zA-Z0-9:._+=-]{1,80}"))
                .flatMap(
                        text ->
                                mandates.find(tx, caller, ResourceRef.parse(text)).stream()
                                        .findFirst());
    }

    /** Those that can be used; of a payer who is looked for, all that live. */
    List<Choice> choices(Tx tx, Caller caller, FormFields fields, Optional<Mandate> chosen) {
        if (!caller.may(Mandates.READ)) {
            return List.of();
        }
        var found = new LinkedHashMap<UUID, Mandate>();
        chosen.ifPresent(one -> found.put(one.id(), one));
        var payer = fields.given(PAYER);
        if (payer.isPresent()) {
            of(tx, caller, payer.get()).forEach(one -> found.put(one.id(), one));
        } else {
            for (var status : List.of(MandateStatus.ACTIVE, MandateStatus.CREATED)) {
                list(tx, caller, Optional.empty(), Optional.of(status), SHOWN)
                        .forEach(one -> found.put(one.id(), one));
            }
        }
        return shown(found);
    }

    private static List<Choice> shown(Map<UUID, Mandate> found) {
        var choices = new ArrayList<Choice>();
        choices.add(new Choice("", found.isEmpty() ? "No mandate is found" : "Choose a mandate"));
        found.values().forEach(one -> choices.add(choice(one)));
        return choices;
    }

    /** The live mandates of those payers whose name or number is like this. */
    private List<Mandate> of(Tx tx, Caller caller, String payer) {
        return finder.found(tx, caller, Optional.of(payer)).stream()
                .limit(PAYERS_FOUND)
                .flatMap(
                        one ->
                                list(
                                        tx,
                                        caller,
                                        Optional.of(one.id()),
                                        Optional.empty(),
                                        MANDATES_OF_ONE)
                                        .stream())
                .filter(one -> one.status().isLive())
                .toList();
    }

    private List<Mandate> list(
            Tx tx, Caller caller, Optional<UUID> payer, Optional<MandateStatus> status, int most) {
        var filter =
                new MandateFilter(
                        Optional.empty(),
                        payer,
                        status.stream().toList(),
                        Optional.empty(),
                        Optional.empty());
        var first = new PageRequest(most, Optional.empty(), "");
        return mandates.list(tx, caller, filter, first).items();
    }

    private static Choice choice(Mandate mandate) {
        return new Choice(
                mandate.id().toString(),
                holder(mandate) + ", " + mandate.mandateReference() + ", " + mandate.scheme());
    }

    /** The name of the payer. */
    static String holder(Mandate mandate) {
        return Json.readOwn(mandate.sourceHolder()).path("legalName").asText();
    }
}
