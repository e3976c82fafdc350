package kontor.pages;

import kontor.visits.Visitor;

/** Says who looks at a page; the roof asks the doors for it. */
@FunctionalInterface
public interface Framer {

    Viewer viewer(Visitor visitor);
}
