package kontor.settingspages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.accounts.Account;
import kontor.changes.Door;
import kontor.core.Caller;
import kontor.core.Fault;
import kontor.entities.Entities;
import kontor.entities.Entity;
import kontor.forms.Deeds;
import kontor.forms.FormJson;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.iam.Organization;
import kontor.iam.OrganizationPatch;
import kontor.iam.Organizations;
import kontor.iam.RightsListener;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.settingsparts.Desk;
import kontor.settingsparts.SettingsTabs;
import kontor.visits.FormFields;
import kontor.wire.Json;
import kontor.wire.JsonPatch;
import kontor.wire.ResourceRef;

/** The organization itself, with its legal entities and the accounts that they hold. */
public final class OrganizationPageRoutes {

    static final String PATH = "/settings/organization";
    private static final String PASSKEY = Organization.ApprovalProof.PASSKEY.name();

    private final Pages pages;
    private final Desk desk;
    private final Deeds deeds;
    private final Means means;

    /**
     * What a change needs.
     *
     * @param patch the door
     * @param rights hears of changed limits
     * @param mostRequests how many a second the organization may allow each of its users
     */
    public record Means(Door<OrganizationPatch> patch, RightsListener rights, int mostRequests) {}

    public OrganizationPageRoutes(Pages pages, Desk desk, Deeds deeds, Means means) {
        this.pages = pages;
        this.desk = desk;
        this.deeds = deeds;
        this.means = means;
    }

    /** A legal entity, and the numbers under which it collects. */
    public record EntityRow(String path, String name, String sepa, String autogiro) {}

    /** An own account. */
    public record AccountRow(String path, String name, String currency, String holder) {}

    /** What the page shows. */
    public record View(
            List<SettingsTabs> tabs,
            String id,
            String name,
            String zone,
            String requests,
            String coolingOff,
            boolean programsApprove,
            boolean factorRequired,
            boolean fourEyes,
            boolean fourEyesWait,
            boolean proofRequired,
            boolean sandbox,
            int version,
            List<EntityRow> entities,
            List<AccountRow> accounts,
            boolean mayChange,
            boolean mayDecide,
            boolean mayCreateEntity,
            Typed typed) {

        public boolean ticked() {
            return typed.faults().isEmpty()
                    ? programsApprove
                    : typed.fields().has("programmaticOwnerApproval");
        }

        public boolean fourEyesTicked() {
            return typed.faults().isEmpty() ? fourEyes : typed.fields().has("fourEyes");
        }

        public boolean factorTicked() {
            return typed.faults().isEmpty()
                    ? factorRequired
                    : typed.fields().has("secondFactorRequired");
        }

        public boolean proofTicked() {
            return typed.faults().isEmpty()
                    ? proofRequired
                    : typed.fields().text("approvalProof").equals(PASSKEY);
        }
    }

    public void register(Routes routes) {
        routes.add(
                pages.route(PATH, Organizations.READ).by(call -> show(call, 200, Typed.nothing())));
        routes.add(pages.form(PATH, Organizations.UPDATE).wholeOrganization().by(this::change));
    }

    private Answer show(Call call, int status, Typed typed) {
        var frame = pages.frame(call, Section.SETTINGS, "Organization", SettingsTabs.CRUMB);
        var view = view(call.caller(), typed);
        return pages.show(status, frame, "settingspages/organization.jte", view);
    }

    private View view(Caller caller, Typed typed) {
        var organization = desk.organization(caller);
        var settings = organization.settings();
        return new View(
                SettingsTabs.of(caller),
                organization.id().toString(),
                settings.name(),
                settings.zone().getId(),
                Integer.toString(settings.requestsPerSecond()),
                Integer.toString(settings.payeeCoolingOffHours()),
                settings.programmaticOwnerApproval(),
                settings.secondFactorRequired(),
                settings.fourEyes() == Organization.FourEyes.ON,
                settings.fourEyes() == Organization.FourEyes.WAITING,
                settings.approvalProof() == Organization.ApprovalProof.PASSKEY,
                organization.sandbox(),
                organization.version(),
                desk.entities(caller).stream().map(OrganizationPageRoutes::row).toList(),
                accounts(caller),
                caller.may(Organizations.UPDATE) && caller.accounts().all(),
                caller.owner(),
                caller.may(Entities.CREATE) && caller.accounts().all(),
                typed);
    }

    static EntityRow row(Entity one) {
        return new EntityRow(
                "/settings/entities/" + one.id(),
                one.legalName(),
                one.creditor().sepaCreditorIdentifier().orElse(""),
                one.creditor().autogiroCustomerNumber().orElse(""));
    }

    private List<AccountRow> accounts(Caller caller) {
        var holders = new HashMap<UUID, String>();
        desk.entities(caller).forEach(one -> holders.put(one.id(), one.legalName()));
        return desk.accounts(caller).stream().map(one -> row(one, holders)).toList();
    }

    private static AccountRow row(Account one, Map<UUID, String> holders) {
        return new AccountRow(
                "/accounts/" + one.id(),
                one.alias().orElse(one.name()),
                one.currency().code(),
                holders.getOrDefault(one.entityId(), ""));
    }

    private Answer change(Call call) {
        var form = call.fields();
        boolean owner = call.caller().owner();
        var sent =
                Deeds.send(
                        () ->
                                deeds.saying(() -> json(form, owner))
                                        .change(
                                                call,
                                                form,
                                                means.patch,
                                                new ResourceRef.ById(
                                                        call.caller().organization().value()),
                                                Deeds.version(form),
                                                wanted(form, owner)));
        means.rights.changed(call.caller().organization());
        return switch (sent) {
            case Deeds.Sent.Done _ -> Pages.goTo(PATH, "The organization is changed.");
            case Deeds.Sent.Again(int status, List<Fault> faults) ->
                    show(call, status, Typed.refused(form, named(faults, json(form, owner))));
        };
    }

    private static final String FOUR_EYES = "fourEyes";
    private static final String COOLING_OFF = "payeeCoolingOffHours";
    private static final List<String> OF_OWNERS =
            List.of(
                    "programmaticOwnerApproval",
                    "secondFactorRequired",
                    "approvalProof",
                    COOLING_OFF,
                    FOUR_EYES);
    private static final List<String> MEMBERS =
            Stream.concat(Stream.of("name", "zone", "requestsPerSecond"), OF_OWNERS.stream())
                    .toList();

    /** The patch that a program would send, without what is the owner's word only. */
    private static ArrayNode json(FormFields form, boolean owner) {
        var values = values(form);
        var operations = Json.array();
        for (String member : MEMBERS) {
            if (isShown(form, member) && (owner || !OF_OWNERS.contains(member))) {
                operations
                        .addObject()
                        .put("op", "replace")
                        .put("path", "/" + member)
                        .set("value", values.path(member));
            }
        }
        return operations;
    }

    private static boolean isShown(FormFields form, String member) {
        return switch (member) {
            case FOUR_EYES -> form.has("fourEyesShown");
            case COOLING_OFF -> form.has(COOLING_OFF);
            default -> true;
        };
    }

    private OrganizationPatch wanted(FormFields form, boolean owner) {
        var patch =
                JsonPatch.parse(
                        Json.write(json(form, owner)).getBytes(StandardCharsets.UTF_8),
                        OrganizationPatch.RULES);
        return OrganizationPatch.parse(patch, means.mostRequests);
    }

    private static JsonNode values(FormFields form) {
        return new FormJson(form)
                .put("name", form.text("name"))
                .put("zone", form.text("zone"))
                .numbers("requestsPerSecond", COOLING_OFF)
                .flag("programmaticOwnerApproval")
                .flag("secondFactorRequired")
                .flag(FOUR_EYES)
                .put("approvalProof", form.given("approvalProof").orElse("NONE"))
                .body();
    }

    /** The faults of a patch are counted; those of a form stand at its fields. */
    private static List<Fault> named(List<Fault> faults, ArrayNode operations) {
        return faults.stream().map(fault -> named(fault, operations)).toList();
    }

    private static Fault named(Fault fault, ArrayNode operations) {
        for (int i = 0; i < operations.size(); i++) {
            if (fault.field().startsWith(i + ".")) {
                String member = operations.get(i).path("path").asText().substring(1);
                return fault.at(member);
            }
        }
        return fault;
    }
}
