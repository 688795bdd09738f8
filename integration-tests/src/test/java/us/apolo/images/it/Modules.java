package us.apolo.images.it;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The modules of some jars, as a module path has them. */
final class Modules {
    private static final String OURS = "us.apolo.images";

    private final ModuleFinder finder;
    private final Map<String, ModuleReference> references;

    private Modules(ModuleFinder finder) {
        this.finder = finder;
        references = finder.findAll().stream()
                .collect(Collectors.toMap(module -> module.descriptor().name(), Function.identity()));
    }

    /** Those of these jars. */
    static Modules of(BuiltJars jars) {
        return new Modules(ModuleFinder.of(jars.jars().toArray(Path[]::new)));
    }

    /** Those of the jars in a folder. */
    static Modules in(Path folder) {
        return new Modules(ModuleFinder.of(folder));
    }

    static boolean isOurs(String module) {
        return module.equals(OURS) || module.startsWith(OURS + ".");
    }

    ModuleDescriptor descriptor(String module) {
        return reference(module).descriptor();
    }

    private ModuleReference reference(String module) {
        return Objects.requireNonNull(references.get(module), module);
    }

    /** The jar of a module. */
    Path jar(String module) {
        return Path.of(reference(module).location().orElseThrow());
    }

    /** The names of all. */
    Set<String> all() {
        return references.keySet();
    }

    /** The names of our own ones, sorted. */
    List<String> ours() {
        return references.keySet().stream().filter(Modules::isOurs).sorted().toList();
    }

    /** The names of all that have no descriptor of their own. */
    Set<String> automatic() {
        return references.keySet().stream().filter(this::isAutomatic).collect(Collectors.toSet());
    }

    /** The names of those without a descriptor that a module with one asks for. */
    Set<String> automaticAndAskedFor() {
        return references.values().stream()
                .map(ModuleReference::descriptor)
                .filter(module -> !module.isAutomatic())
                .map(ModuleDescriptor::requires)
                .flatMap(Collection::stream)
                .map(ModuleDescriptor.Requires::name)
                .filter(this::isAutomatic)
                .collect(Collectors.toSet());
    }

    /** The names of those without a descriptor that a module asks for: from there on, all others without one are there too. */
    Set<String> automaticFor(String module) {
        var askedFor = descriptor(module).requires().stream().map(ModuleDescriptor.Requires::name);
        return askedFor.filter(this::isAutomatic).collect(Collectors.toSet());
    }

    private boolean isAutomatic(String module) {
        return references.containsKey(module) && descriptor(module).isAutomatic();
    }

    /** The names of all modules, the JDK's included, that our own ones ask for, and so on. Those that only serve are not. */
    Set<String> askedFor() {
        var all = ModuleFinder.compose(finder, ModuleFinder.ofSystem());
        return ModuleLayer.empty().configuration().resolve(all, ModuleFinder.of(), ours()).modules().stream()
                .map(ResolvedModule::name)
                .collect(Collectors.toSet());
    }
}
