using System.Reflection;
using Slotline.Domain;
using Slotline.Domain.Requests;
using Slotline.Domain.Scheduling;

namespace Slotline.Graph.Engine;

/// <summary>
/// What a mutation answers. A payload has init properties that may all be left out: when the mutation is refused, the
/// engine makes an empty one and puts the refusal into <see cref="Errors"/>.
/// </summary>
public abstract record Payload
{
    /// <summary>Why it was refused; empty when it was done.</summary>
    public IReadOnlyList<UserError> Errors { get; init; } = [];

    /// <summary>The payload of a type that says a refusal.</summary>
    internal static Payload Refused(Type type, Refusal refusal)
    {
        var payload = (Payload)Activator.CreateInstance(type)!;
        if (refusal.Current is { } current && payload is ICurrentRequest showing)
            payload = showing.WithCurrent(current);
        return payload with { Errors = [UserError.Of(refusal)] };
    }

    internal static void MustBeMakeable(Type type, MethodInfo mutation)
    {
        if (!type.IsSubclassOf(typeof(Payload)) || type.GetConstructor(Type.EmptyTypes) is null)
        {
            throw new InvalidOperationException(
                $"{mutation.DeclaringType!.Name}.{mutation.Name} must answer a record that derives from Payload and"
                + " has a parameterless constructor, because a refusal answers an empty one.");
        }
    }
}

/// <summary>
/// A payload that shows the request as it stands when the mutation was refused, for instance to the loser of a race.
/// </summary>
public interface ICurrentRequest
{
    Payload WithCurrent(AppointmentRequest current);
}

/// <summary>
/// An edge-less error of a mutation: something the caller did that the product refuses. Faults of the server are
/// GraphQL errors.
/// </summary>
public sealed record UserError
{
    /// <summary>Which "no" it is.</summary>
    public required RefusalCode Code { get; init; }

    /// <summary>One English sentence for a developer's log or a default message; clients translate by `code`.</summary>
    public required string Message { get; init; }

    /// <summary>Path to the input field at fault, e.g. `["startsAt"]`; empty where no single field is.</summary>
    public required IReadOnlyList<string> Field { get; init; }

    /// <summary>Which availability rules stand against it; only with SLOT_UNAVAILABLE and RULES_VIOLATED.</summary>
    public required IReadOnlyList<RuleViolation> Violations { get; init; }

    public static UserError Of(Refusal refusal) => new()
    {
        Code = refusal.Code,
        Message = refusal.Message,
        Field = refusal.Field,
        Violations = refusal.Violations,
    };
}
