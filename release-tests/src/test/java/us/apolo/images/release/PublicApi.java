package us.apolo.images.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleReference;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What users of a module can name: its exported types and their members, one a line, in an order of their own. */
final class PublicApi {
    private static final int SHOWN =
            Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT;
    private static final Pattern NULLABLE = Pattern.compile("@org\\.jspecify\\.annotations\\.(\\w+)(\\(\\))?");
    private static final Pattern KNOWN = Pattern.compile("\\bjava\\.lang\\.(?=[@A-Z])");

    private PublicApi() {}

    /** The lines of a module that can be read. */
    static List<String> of(ModuleReference module) {
        return types(module)
                .filter(PublicApi::isVisible)
                .sorted(Comparator.comparing(Class::getName))
                .flatMap(type ->
                        Stream.concat(Stream.of(head(type)), members(type).map(line -> "    " + line)))
                .toList();
    }

    private static Stream<Class<?>> types(ModuleReference module) {
        var exported = module.descriptor().exports().stream()
                .filter(export -> !export.isQualified())
                .map(Exports::source)
                .collect(Collectors.toSet());
        try (var reader = module.open()) {
            return reader
                    .list()
                    .filter(name -> name.endsWith(".class") && name.contains("/"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .filter(name -> exported.contains(name.substring(0, name.lastIndexOf('.'))))
                    .filter(name -> !name.endsWith(".package-info"))
                    .<Class<?>>map(PublicApi::load)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublicApi.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isVisible(Class<?> type) {
        return isVisible(type.getModifiers())
                && !type.isAnonymousClass()
                && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String head(Class<?> type) {
        var line = modifiers(type.getModifiers() & ~hidden(type)) + kind(type) + " " + type.getCanonicalName()
                + typeParameters(type.getTypeParameters());
        if (type.getAnnotatedSuperclass() != null && !type.isEnum() && !type.isRecord()) {
            line += clause(
                    "extends", Stream.of(type.getAnnotatedSuperclass()).filter(base -> base.getType() != Object.class));
        }
        line += clause(type.isInterface() ? "extends" : "implements", Stream.of(type.getAnnotatedInterfaces()));
        if (type.isSealed()) {
            line += Stream.of(type.getPermittedSubclasses())
                    .map(Class::getCanonicalName)
                    .sorted()
                    .collect(Collectors.joining(", ", " permits ", ""));
        }
        return line;
    }

    /** What goes without saying. */
    private static int hidden(Class<?> type) {
        return type.isInterface() || type.isEnum() || type.isRecord()
                ? Modifier.ABSTRACT | Modifier.STATIC | Modifier.FINAL
                : 0;
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "@interface";
        }
        if (type.isInterface()) {
            return "interface";
        }
        if (type.isEnum()) {
            return "enum";
        }
        return type.isRecord() ? "record" : "class";
    }

    private static Stream<String> members(Class<?> type) {
        var fields =
                Stream.of(type.getDeclaredFields()).filter(PublicApi::isShown).map(PublicApi::field);
        var constructors = Stream.of(type.getDeclaredConstructors())
                .filter(PublicApi::isShown)
                .map(PublicApi::constructor);
        var methods = methods(type).filter(PublicApi::isShown).map(PublicApi::method);
        return Stream.of(fields, constructors, methods).flatMap(Stream::sorted);
    }

    /** Its own, and what it has from bases that users cannot name. */
    private static Stream<Method> methods(Class<?> type) {
        var methods = new ArrayList<>(List.of(type.getDeclaredMethods()));
        for (var base = type.getSuperclass(); base != null && !isVisible(base); base = base.getSuperclass()) {
            methods.addAll(List.of(base.getDeclaredMethods()));
        }
        return methods.stream();
    }

    private static boolean isShown(Member member) {
        return isVisible(member.getModifiers()) && !member.isSynthetic();
    }

    private static String field(Field field) {
        return modifiers(field.getModifiers()) + name(field.getAnnotatedType()) + " " + field.getName();
    }

    private static String constructor(Constructor<?> constructor) {
        return modifiers(constructor.getModifiers())
                + constructor.getDeclaringClass().getSimpleName()
                + parametersAndErrors(constructor);
    }

    private static String method(Method method) {
        var parameters = typeParameters(method.getTypeParameters());
        var implied = method.getDeclaringClass().isInterface() ? Modifier.ABSTRACT : 0;
        return modifiers(method.getModifiers() & ~implied)
                + (method.isDefault() ? "default " : "")
                + (parameters.isEmpty() ? "" : parameters + " ")
                + name(method.getAnnotatedReturnType())
                + " "
                + method.getName()
                + parametersAndErrors(method);
    }

    private static String parametersAndErrors(Executable executable) {
        return Stream.of(executable.getAnnotatedParameterTypes())
                        .map(PublicApi::name)
                        .collect(Collectors.joining(", ", "(", ")"))
                + clause("throws", Stream.of(executable.getAnnotatedExceptionTypes()));
    }

    private static String typeParameters(TypeVariable<?>... variables) {
        return variables.length == 0
                ? ""
                : Stream.of(variables)
                        .map(variable -> variable.getName()
                                + clause(
                                        "extends",
                                        Arrays.stream(variable.getAnnotatedBounds())
                                                .filter(bound -> bound.getType() != Object.class)))
                        .collect(Collectors.joining(", ", "<", ">"));
    }

    private static String clause(String word, Stream<AnnotatedType> types) {
        var names = types.map(PublicApi::name).collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : " " + word + " " + names;
    }

    private static String modifiers(int modifiers) {
        var words = Modifier.toString(modifiers & SHOWN);
        return words.isEmpty() ? "" : words + " ";
    }

    private static String name(AnnotatedType type) {
        var name = NULLABLE.matcher(type.toString()).replaceAll("@$1");
        return KNOWN.matcher(name).replaceAll("").replace('$', '.');
    }
}
