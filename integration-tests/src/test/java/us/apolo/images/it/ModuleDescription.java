package us.apolo.images.it;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a module says about itself, in lines that are always in the same order, without versions. */
final class ModuleDescription {
    private final ModuleDescriptor module;

    private ModuleDescription(ModuleDescriptor module) {
        this.module = module;
    }

    /** Reads the descriptor of a jar with one module. */
    static String of(Path jar) {
        var module = ModuleFinder.of(jar).findAll().iterator().next().descriptor();
        var lines = new ModuleDescription(module).lines();
        return lines.collect(Collectors.joining("\n", "", "\n"));
    }

    private Stream<String> lines() {
        return Stream.of(
                        Stream.of(kind() + "module " + module.name()),
                        module.requires().stream().map(this::requires),
                        module.exports().stream().map(exports -> "exports " + exports.source() + to(exports.targets())),
                        module.opens().stream().map(opens -> "opens " + opens.source() + to(opens.targets())),
                        module.uses().stream().map(service -> "uses " + service),
                        // Their order is that of the providers, and so is left alone.
                        module.provides().stream()
                                .map(provides -> "provides " + provides.service() + " with "
                                        + String.join(", ", provides.providers())),
                        concealed().map(name -> "contains " + name))
                .flatMap(Stream::sorted);
    }

    private String kind() {
        return module.isAutomatic() ? "automatic " : module.isOpen() ? "open " : "";
    }

    private String requires(ModuleDescriptor.Requires requires) {
        return "requires " + words(requires.modifiers()) + requires.name();
    }

    private static String words(Collection<? extends Enum<?>> modifiers) {
        return modifiers.stream()
                .map(modifier -> modifier.name().toLowerCase(Locale.ROOT) + " ")
                .sorted()
                .collect(Collectors.joining());
    }

    private static String to(Set<String> targets) {
        return targets.isEmpty() ? "" : " to " + String.join(", ", new TreeSet<>(targets));
    }

    private Stream<String> concealed() {
        var exported =
                module.exports().stream().map(ModuleDescriptor.Exports::source).collect(Collectors.toSet());
        return module.packages().stream().filter(name -> !exported.contains(name));
    }
}
