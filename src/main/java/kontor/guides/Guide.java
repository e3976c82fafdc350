package kontor.guides;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How something is done.
 *
 * @param name in its address, like {@code direct-debits}
 * @param lead one sentence or two: for whom it is
 */
public record Guide(String name, String title, String lead, List<Block> blocks) {

    public Guide {
        blocks = List.copyOf(blocks);
    }

    public List<Block.Section> sections() {
        return blocks.stream()
                .filter(Block.Section.class::isInstance)
                .map(Block.Section.class::cast)
                .toList();
    }

    /** Its requests, in the order in which they are sent. */
    public List<Step> steps() {
        return blocks.stream()
                .filter(Block.Request.class::isInstance)
                .map(block -> ((Block.Request) block).step())
                .toList();
    }

    /** What its requests keep of answers for later ones. */
    public Set<String> variables() {
        return steps().stream()
                .flatMap(step -> step.keeps().stream())
                .map(Step.Kept::name)
                .collect(Collectors.toUnmodifiableSet());
    }
}
