package kontor.reference;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import kontor.guides.Block;
import kontor.guides.Guide;
import kontor.guides.Step;
import kontor.manual.ErrorCode;
import kontor.snippets.Credentials;
import kontor.snippets.Language;
import kontor.snippets.Sample;
import kontor.wire.Json;

/**
 * A guide as it is shown.
 *
 * @param language of its requests
 * @param codes all error codes, on the guide that they belong to
 */
public record GuidePage(
        Contents contents,
        Guide guide,
        Language language,
        List<Part> parts,
        List<ErrorCode> codes) {

    /**
     * A block of it.
     *
     * @param code of a request; else empty
     * @param request the same for the script, as JSON; else empty
     */
    public record Part(Block block, String code, String request) {}

    /** What to read after it: the next three guides, going round. */
    public List<Guide> next() {
        var all = contents.guides();
        int here = all.indexOf(guide);
        return IntStream.rangeClosed(1, 3).mapToObj(i -> all.get((here + i) % all.size())).toList();
    }

    /** Whether one of its requests is an owner's. */
    public boolean needsOwner() {
        return guide.steps().stream().anyMatch(step -> step.as().equals("owner"));
    }

    static Part part(Guide guide, Block block, Reader reader) {
        if (!(block instanceof Block.Request(var step))) {
            return new Part(block, "", "");
        }
        var sample = sample(guide, step, reader.base(), reader::dated);
        return new Part(block, reader.language().write(sample), request(step, sample));
    }

    /** The request of a step, as code of a reader's day sends it. */
    static Sample sample(Guide guide, Step step, String base, UnaryOperator<String> dated) {
        var credentials =
                switch (step.as()) {
                    case "owner" -> Credentials.ofOwner();
                    case "nobody" -> Credentials.NONE;
                    default -> Credentials.of(false);
                };
        // A token and a preview change nothing, and a deletion happens once: they take no key.
        boolean repeatable =
                step.isChange()
                        && !step.method().equals("DELETE")
                        && !step.path().endsWith("/token")
                        && !step.path().endsWith(":preview");
        return new Sample(
                base,
                step.method(),
                step.path(),
                step.mediaType(),
                dated.apply(step.body()),
                step.headers(),
                repeatable,
                credentials,
                guide.variables());
    }

    private static String request(Step step, Sample sample) {
        var request = Json.object();
        request.put("method", step.method()).put("path", sample.target()).put("as", step.as());
        request.put("body", sample.body());
        var headers = request.putObject("headers");
        sample.headers().forEach(headers::put);
        var keeps = request.putObject("keeps");
        step.keeps().forEach(kept -> keeps.put(kept.name(), kept.place()));
        step.until()
                .ifPresent(
                        one ->
                                request.putObject("until")
                                        .put("place", one.place())
                                        .put("text", one.text()));
        return Json.write(request);
    }
}
