package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.changes.Changes;
import kontor.changes.Sender;
import kontor.core.Caller;
import kontor.db.Database;
import kontor.db.Tx;
import org.junit.jupiter.api.Test;

/** Who may see HTTP, and what those may call who work for a person. */
class TransportRulesTest {

    private static final String HTTP = "kontor.http";

    /** Who sees HTTP and is no routes class, with the reason. */
    private static final Set<String> HANDFUL =
            Set.of(
                    // Puts the server together.
                    "kontor.administration.Administration",
                    "kontor.app.Ground",
                    "kontor.app.Roof",
                    "kontor.app.Wiring",
                    // Serve figures on a port of their own, and count what is answered.
                    "kontor.metrics.MetricsServer",
                    "kontor.metrics.NodeMeters",
                    // Describes the routes.
                    "kontor.openapi.Naming",
                    "kontor.openapi.OpenApi",
                    "kontor.openapi.Operation",
                    // Reads the form with the file of a batch, and sends a list as a file.
                    "kontor.bankpages.ConnectionPlace",
                    "kontor.batchpages.FormParts",
                    "kontor.exports.Export",
                    // Reads with what somebody approves, and decides many payments of one form.
                    "kontor.pageparts.ToSign",
                    "kontor.pageparts.TypedAmounts",
                    "kontor.paymentpages.BulkDecisions",
                    // Serves resources for the routes of all rooms.
                    "kontor.resources.ArrivingForm",
                    "kontor.resources.Resources",
                    // Tell the server who calls, and who must wait.
                    "kontor.signin.Credentials",
                    "kontor.guesses.Guesses",
                    // Gives a session and a cookie to whoever comes in.
                    "kontor.signinpages.Arrivals",
                    // Hand challenges to browsers, and send them to the provider of sign-ins.
                    "kontor.signinpages.PasskeyDesk",
                    "kontor.signinpages.ProviderDesk",
                    // Make pages out of what routes have worked out.
                    "kontor.forms.Deeds",
                    "kontor.pages.No",
                    "kontor.pages.PageAnswers",
                    "kontor.pages.Pages");

    /** Carries what the routes take and give: it is the other side of HTTP. */
    private static final String SERVER = "kontor.server";

    /**
     * Rooms that serve people and programs in other ways than the API; there may be more of them.
     */
    private static final Set<String> ROOF =
            Set.of(
                    "dashboard",
                    "paymentpages",
                    "paymentforms",
                    "paymentdetails",
                    "messagepages",
                    "bankpages",
                    "settingspages",
                    "chainpages",
                    "signinpages",
                    "mailpages",
                    "partypages",
                    "cashpages",
                    "pageparts",
                    "reference",
                    "v1",
                    "mcp");

    @Test
    void http_isSeenByRoutesAndAHandfulOnly() {
        var seers =
                ArchitectureTest.KONTOR.stream()
                        .filter(type -> !Set.of(HTTP, SERVER).contains(type.getPackageName()))
                        .filter(TransportRulesTest::seesHttp)
                        .map(TransportRulesTest::topLevel)
                        .filter(name -> !name.matches(".*Routes?"))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(seers)
                .as("what sees HTTP; who does not any more is taken off the list above")
                .isEqualTo(new TreeSet<>(HANDFUL));
    }

    private static boolean seesHttp(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .anyMatch(dependency -> dependency.getTargetClass().getPackageName().equals(HTTP));
    }

    private static String topLevel(JavaClass type) {
        return type.getName().replaceAll("\\$.*", "");
    }

    @Test
    void roofRooms_callOnlyDoorsThatTakeACaller() {
        assertThat(
                        ArchitectureTest.KONTOR.stream()
                                .filter(type -> ROOF.contains(room(type)))
                                .flatMap(TransportRulesTest::callsWithoutCaller)
                                .map(JavaMethodCall::getDescription))
                .isEmpty();
    }

    private static String room(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.");
        return parts.length < 2 ? "" : parts[1];
    }

    /**
     * Calls of what works in a transaction or goes through the lane, and is not told for whom; and
     * transactions past the lane.
     */
    private static Stream<JavaMethodCall> callsWithoutCaller(JavaClass type) {
        return type.getMethodCallsFromSelf().stream()
                .filter(call -> !call.getTargetOwner().equals(type))
                .filter(call -> isDoor(call) && !takesCaller(call));
    }

    private static boolean isDoor(JavaMethodCall call) {
        var owner = call.getTargetOwner();
        return owner.isEquivalentTo(Changes.class)
                || owner.isEquivalentTo(Database.class)
                        && !call.getTarget().getName().equals("read")
                || owner.getPackageName().startsWith("kontor.") && takes(call, Tx.class);
    }

    private static boolean takesCaller(JavaMethodCall call) {
        return takes(call, Caller.class) || takes(call, Sender.class);
    }

    private static boolean takes(JavaMethodCall call, Class<?> parameter) {
        return call.getTarget().getRawParameterTypes().stream()
                .anyMatch(type -> type.isEquivalentTo(parameter));
    }

    @Test
    void ruleForTheRoof_tellsGoodCallsFromBad() {
        JavaClasses examples = new ClassFileImporter().importClasses(RoofExamples.class);
        var bad =
                callsWithoutCaller(examples.get(RoofExamples.class))
                        .map(call -> call.getTargetOwner().getSimpleName() + "." + call.getName());
        assertThat(bad)
                .containsExactlyInAnyOrder("Changes.inLane", "Database.write", "Mandates.forUse");
    }
}
