using Slotline.Domain;
using Slotline.Graph.Engine;

namespace Slotline.Graph.Directory;

/// <summary>What a partial change gives for a field that always has a value: a new one, or nothing at all.</summary>
internal static class Given
{
    /// <exception cref="Refusal">InvalidInput: it is null.</exception>
    public static T OrKeep<T>(this Optional<T?> given, T before, params string[] field)
        where T : class => given.HasValue ? given.Value ?? throw CannotBeNull(field) : before;

    /// <exception cref="Refusal">InvalidInput: it is null.</exception>
    public static T OrKeep<T>(this Optional<T?> given, T before, params string[] field)
        where T : struct => given.HasValue ? given.Value ?? throw CannotBeNull(field) : before;

    public static Refusal CannotBeNull(params string[] field) =>
        Refusal.InvalidInput("It can be left out, but not be null.", field);
}
