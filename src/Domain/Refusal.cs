using Slotline.Domain.Requests;
using Slotline.Domain.Scheduling;

namespace Slotline.Domain;

/// <summary>Every "no" the product can say.</summary>
public enum RefusalCode
{
    AlreadyExists,
    Forbidden,
    IdempotencyKeyReused,
    InvalidCredentials,
    InvalidInput,
    LastAdmin,
    LinkExpired,
    LockedOut,
    NotApproved,
    NotBookable,
    NotCancellable,
    NotFound,
    NotPending,
    RulesViolated,
    SlotTaken,
    SlotUnavailable,
    StaleVersion,
    TooEarly,
    TooLate,
    TooManyOpenRequests,
}

/// <summary>
/// Something the caller did that the product refuses: expected, and never a fault. It is thrown where the rule lives
/// and turned into an answer in one place.
/// </summary>
public sealed class Refusal : Exception
{
    /// <param name="code">Which "no" it is.</param>
    /// <param name="message">One English sentence for a developer's log or a default message.</param>
    /// <param name="field">Path to the input field at fault, in the API's names; empty where it is none.</param>
    public Refusal(RefusalCode code, string message, params string[] field)
        : base(message)
    {
        Code = code;
        Field = field;
    }

    public RefusalCode Code { get; }

    public IReadOnlyList<string> Field { get; }

    /// <summary>Which availability rules stand against it; only with SlotUnavailable and RulesViolated.</summary>
    public IReadOnlyList<RuleViolation> Violations { get; init; } = [];

    /// <summary>The request as it stands, when the refusal is about one that the caller may see.</summary>
    public AppointmentRequest? Current { get; set; }

    public static Refusal NotFound(string what, params string[] field) =>
        new(RefusalCode.NotFound, $"There is no such {what}.", field);

    public static Refusal InvalidInput(string message, params string[] field) =>
        new(RefusalCode.InvalidInput, message, field);

    public static Refusal Forbidden(string message) => new(RefusalCode.Forbidden, message);
}
