package com.betterfleet.oscp.integration;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Neither the head of a public class nor what it shows to callers and heirs names a type of these packages. */
final class ShowNoTypeOf extends ArchCondition<JavaClass> {
    private final String[] packages;

    ShowNoTypeOf(String... packages) {
        super("show no type of " + String.join(", ", packages));
        this.packages = packages.clone();
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        if (!isShown(type.getModifiers())) {
            return;
        }
        Stream.concat(
                        Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream()),
                        type.getTypeParameters().stream())
                .forEach(head -> judge(type, "the head of " + type.getName(), head, events));
        type.getMembers().stream()
                .filter(member -> isShown(member.getModifiers()))
                .forEach(member -> typesOf(member).forEach(shown -> judge(type, member.getFullName(), shown, events)));
    }

    private static Stream<JavaType> typesOf(JavaMember member) {
        if (!(member instanceof JavaCodeUnit code)) {
            return member.getAllInvolvedRawTypes().stream().map(JavaType.class::cast);
        }
        return Stream.of(
                        Stream.of(code.getReturnType()),
                        code.getParameterTypes().stream(),
                        code.getTypeParameters().stream(),
                        code.getThrowsClause().getTypes().stream())
                .flatMap(types -> types.map(JavaType.class::cast));
    }

    private void judge(JavaClass type, String where, JavaType shown, ConditionEvents events) {
        Set<String> foreign = shown.getAllInvolvedRawTypes().stream()
                .filter(JavaClass.Predicates.resideInAnyPackage(packages))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
        if (!foreign.isEmpty()) {
            events.add(SimpleConditionEvent.violated(type, where + " shows " + foreign));
        }
    }

    private static boolean isShown(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }
}
