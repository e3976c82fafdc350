package kontor;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;
import kontor.Sources.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of the house that a machine can see: sizes, names, and where SQL stands. */
class HouseRulesTest {

    private static final int MOST_TYPES = 15;
    private static final int MOST_LINES = 300;
    private static final int USUAL_METHOD = 25;
    private static final int LONGEST_METHOD = 40;
    private static final int WIDEST_LINE = 100;

    /** The compiler's trees of all sources are large: held for this class only. */
    private static List<Source> main = List.of();

    private static List<Source> test = List.of();

    /** Words that every name could have. */
    private static final Pattern EMPTY_WORD =
            Pattern.compile("(^|(?<=\\p{Ll}))(Impl|Manager|Helper|Utils?|Utility)(?!\\p{Ll})");

    private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9_]*");
    private static final Set<TypeKind> FLOATING = Set.of(TypeKind.DOUBLE, TypeKind.FLOAT);

    /** How a statement begins; prose in capitals is no statement. */
    private static final Pattern STATEMENT =
            Pattern.compile(
                    "^\\s*(SELECT\\s|INSERT INTO\\s|UPDATE\\s+\\w+|DELETE"
                            + " FROM\\s|WITH\\s+\\w+|MERGE INTO\\s|LOCK TABLE\\s|SET LOCAL\\s)");

    private static final Pattern WRITTEN =
            Pattern.compile("(?:INSERT INTO|UPDATE|DELETE FROM)\\s+([\\w.]+)");
    private static final Pattern CREATED =
            Pattern.compile("CREATE TABLE (?:IF NOT EXISTS )?([\\w.]+)");

    private final HouseExceptions exceptions = new HouseExceptions();

    private static Stream<Source> all() {
        return Stream.concat(main.stream(), test.stream());
    }

    @BeforeAll
    static void read() {
        main = Sources.of(Sources.MAIN).all();
        test = Sources.of(Sources.TEST).all();
    }

    @AfterAll
    static void forget() {
        main = List.of();
        test = List.of();
    }

    @Test
    void rooms_areSmallEnoughToKnow() {
        var types =
                main.stream()
                        .filter(source -> !source.isPackageInfo())
                        .collect(groupingBy(Source::room, summingInt(_ -> 1)));
        exceptions.check("types", MOST_TYPES, types);
    }

    @Test
    void files_areReadInOneGo() {
        var lines = main.stream().collect(toMap(Source::name, source -> source.lines().size()));
        exceptions.check("lines", MOST_LINES, lines);
    }

    @Test
    void methods_fitOnOneScreen() {
        var lines =
                main.stream()
                        .flatMap(source -> methods(source).map(one -> measured(source, one)))
                        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, Math::max));
        exceptions.check("method", LONGEST_METHOD, lines);
        long longer = lines.values().stream().filter(count -> count > USUAL_METHOD).count();
        exceptions.check("methods", 0, Map.of("over " + USUAL_METHOD, (int) longer));
    }

    private static Stream<MethodTree> methods(Source source) {
        return Sources.parts(source.tree(), MethodTree.class).filter(one -> one.getBody() != null);
    }

    /** The lines between the braces. */
    private static Map.Entry<String, Integer> measured(Source source, MethodTree method) {
        var body = method.getBody();
        int lines = source.lastLine(body) - source.firstLine(body) - 1;
        return Map.entry(source.name() + "." + method.getName(), lines);
    }

    @Test
    void lines_areNarrow_outsideTextBlocksAndAddresses() {
        var wide = all().collect(toMap(Source::name, HouseRulesTest::wideLines));
        exceptions.check("wide", 0, wide);
    }

    private static int wideLines(Source source) {
        var lines = source.lines();
        var inTextBlocks = source.textBlockLines();
        return (int)
                IntStream.rangeClosed(1, lines.size())
                        .filter(number -> !inTextBlocks.get(number))
                        .mapToObj(number -> lines.get(number - 1))
                        .filter(line -> line.length() > WIDEST_LINE)
                        .filter(line -> !line.matches("import .*|.*https?://.*"))
                        .count();
    }

    @Test
    void names_sayWhatAThingIs() {
        assertThat(all().flatMap(HouseRulesTest::emptyNames)).isEmpty();
    }

    private static Stream<String> emptyNames(Source source) {
        var types = Sources.parts(source.tree(), ClassTree.class).map(ClassTree::getSimpleName);
        var methods = Sources.parts(source.tree(), MethodTree.class);
        var variables = Sources.parts(source.tree(), VariableTree.class).map(VariableTree::getName);
        var names =
                Stream.of(types, methods.map(MethodTree::getName), variables)
                        .flatMap(Function.identity())
                        .map(Object::toString)
                        .filter(name -> EMPTY_WORD.matcher(name).find());
        var getters =
                Sources.parts(source.tree(), MethodTree.class)
                        .filter(method -> !isOverride(method))
                        .map(method -> method.getName().toString())
                        .filter(name -> name.matches("get\\p{Lu}.*"));
        return Stream.concat(names, getters).map(name -> source.name() + ": " + name);
    }

    private static boolean isOverride(MethodTree method) {
        return method.getModifiers().getAnnotations().stream()
                .anyMatch(one -> one.getAnnotationType().toString().equals("Override"));
    }

    /** Requests go together by their door, so that each of them must not make one of its own. */
    @Test
    void doors_areNotMadeForEachRequest() {
        assertThat(main.stream().flatMap(HouseRulesTest::doorsOfRequests)).isEmpty();
    }

    private static Stream<String> doorsOfRequests(Source source) {
        return methods(source)
                .filter(HouseRulesTest::takesCall)
                .flatMap(method -> Sources.parts(method.getBody(), VariableTree.class))
                .filter(one -> String.valueOf(one.getType()).startsWith("Door<"))
                .map(one -> source.name() + ": " + one.getName());
    }

    private static boolean takesCall(MethodTree method) {
        return method.getParameters().stream()
                .anyMatch(one -> String.valueOf(one.getType()).equals("Call"));
    }

    @Test
    void nothing_isLeftToDo() {
        assertThat(all().flatMap(HouseRulesTest::leftovers)).isEmpty();
    }

    private static Stream<String> leftovers(Source source) {
        var lines = source.lines();
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).matches("\\s*(//|/?\\*).*\\b(TODO|FIXME|XXX)\\b.*"))
                .mapToObj(i -> source.path() + ":" + (i + 1));
    }

    @Test
    void amounts_areNoFloatingPoint() {
        var uses = main.stream().collect(toMap(Source::name, HouseRulesTest::floatingPoints));
        exceptions.check("floating", 0, uses);
    }

    private static int floatingPoints(Source source) {
        return (int)
                Sources.parts(source.tree(), PrimitiveTypeTree.class)
                        .map(PrimitiveTypeTree::getPrimitiveTypeKind)
                        .filter(FLOATING::contains)
                        .count();
    }

    @Test
    void sql_standsInTables() {
        var statements =
                main.stream()
                        .filter(source -> !source.name().endsWith("Table"))
                        .filter(source -> !Set.of("db", "postgres").contains(source.room()))
                        .collect(toMap(Source::name, source -> (int) statements(source).count()));
        exceptions.check("sql", 0, statements);
    }

    private static Stream<String> statements(Source source) {
        return Sources.parts(source.tree(), LiteralTree.class)
                .map(LiteralTree::getValue)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> STATEMENT.matcher(text).find());
    }

    @Test
    void sql_isMadeOfConstants() {
        var joined = main.stream().collect(toMap(Source::name, HouseRulesTest::joinedStatements));
        exceptions.check("joined sql", 0, joined);
    }

    /** Statements that are put together, each time anew, from more than constants. */
    private static int joinedStatements(Source source) {
        var once = constants(source);
        var sums =
                Sources.parts(source.tree(), BinaryTree.class)
                        .filter(one -> one.getKind() == Tree.Kind.PLUS)
                        .filter(one -> isStatement(leftmost(one)) && !isConstant(one));
        var templates =
                Sources.parts(source.tree(), MethodInvocationTree.class)
                        .filter(call -> call.getMethodSelect() instanceof MemberSelectTree)
                        .filter(call -> isStatement(leftmost(receiver(call))))
                        .filter(
                                call ->
                                        !call.getArguments().stream()
                                                .allMatch(HouseRulesTest::isConstant));
        return (int)
                Stream.concat(sums, templates)
                        .filter(
                                one ->
                                        once.stream()
                                                .noneMatch(field -> source.contains(field, one)))
                        .map(source::firstLine)
                        .distinct()
                        .count();
    }

    /** Static fields that never change: what stands in them was there before any request. */
    private static List<VariableTree> constants(Source source) {
        return Sources.parts(source.tree(), VariableTree.class)
                .filter(
                        field ->
                                field.getModifiers()
                                        .getFlags()
                                        .containsAll(Set.of(Modifier.STATIC, Modifier.FINAL)))
                .toList();
    }

    private static ExpressionTree receiver(MethodInvocationTree call) {
        return ((MemberSelectTree) call.getMethodSelect()).getExpression();
    }

    private static boolean isStatement(ExpressionTree part) {
        return part instanceof LiteralTree literal
                && literal.getValue() instanceof String text
                && STATEMENT.matcher(text).find();
    }

    private static ExpressionTree leftmost(ExpressionTree part) {
        return switch (part) {
            case BinaryTree sum -> leftmost(sum.getLeftOperand());
            case ParenthesizedTree inner -> leftmost(inner.getExpression());
            default -> part;
        };
    }

    /** Literals and constants, by their names. */
    private static boolean isConstant(ExpressionTree part) {
        return switch (part) {
            case BinaryTree sum ->
                    isConstant(sum.getLeftOperand()) && isConstant(sum.getRightOperand());
            case ParenthesizedTree inner -> isConstant(inner.getExpression());
            case LiteralTree _ -> true;
            case IdentifierTree name -> CONSTANT.matcher(name.getName()).matches();
            case MemberSelectTree name -> CONSTANT.matcher(name.getIdentifier()).matches();
            default -> false;
        };
    }

    @Test
    void everyRoom_namesTheTablesThatItWrites() {
        var tables = tables();
        assertThat(tables).hasSizeGreaterThan(30);
        var unnamed = new TreeSet<String>();
        for (Source source : main) {
            statements(source)
                    .flatMap(statement -> WRITTEN.matcher(statement).results())
                    .map(written -> written.group(1))
                    .filter(tables::contains)
                    .filter(table -> !names(introduction(source), table))
                    .forEach(table -> unnamed.add(source.room() + " writes " + table));
        }
        assertThat(unnamed).as("said in its package-info").isEmpty();
    }

    /** Without the schema, which is said once. */
    private static boolean names(String introduction, String table) {
        String simple = table.substring(table.indexOf('.') + 1);
        return Pattern.compile("\\b" + simple + "\\b").matcher(introduction).find();
    }

    /** All tables that migrations have made. */
    private static Set<String> tables() {
        try (var migrations = Files.list(Path.of("src/main/resources/db/migration"))) {
            return migrations
                    .flatMap(file -> CREATED.matcher(read(file)).results())
                    .map(created -> created.group(1))
                    .collect(toSet());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String introduction(Source source) {
        return read(source.path().resolveSibling("package-info.java"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
