using System.Runtime.CompilerServices;
using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Graph.Access;
using Slotline.Graph.Directory;
using Slotline.Graph.Engine;

namespace Slotline.Graph.Requests;

/// <summary>One thing that happened to a request.</summary>
[GraphQLName("AppointmentRequestEvent")]
public sealed record AppointmentRequestEventNode : ISharedEvent
{
    private static readonly ConditionalWeakTable<AppointmentRequestEvent, AppointmentRequestEventNode> ForStaff = [];
    private static readonly ConditionalWeakTable<AppointmentRequestEvent, AppointmentRequestEventNode> ForClients = [];

    /// <summary>The organization's revision: one sequence for all its events, without gaps.</summary>
    public required int Revision { get; init; }

    public required AppointmentRequestEventType Type { get; init; }

    public required Instant OccurredAt { get; init; }

    /// <summary>Field by field, what it was and what it became, as text.</summary>
    public required IReadOnlyList<FieldChange> Changes { get; init; }

    [GraphQLIgnore]
    public required Actor By { get; init; }

    [GraphQLIgnore]
    public required Guid RequestId { get; init; }

    /// <summary>An event as a caller may read it: what staff note stays with staff.</summary>
    internal static AppointmentRequestEventNode Of(AppointmentRequestEvent happened, Caller caller) => new()
    {
        Revision = happened.Revision,
        Type = happened.Type,
        OccurredAt = happened.OccurredAt,
        Changes = caller.Sees("AppointmentRequestEvent.notes")
            ? happened.Changes
            : [.. happened.Changes.Where(change => change.Field != FieldChange.InternalNotes)],
        By = happened.Actor,
        RequestId = happened.RequestId,
    };

    /// <summary>The same, as one object for all who may read it so: what it is asked then is answered once.</summary>
    internal static AppointmentRequestEventNode Shared(AppointmentRequestEvent happened, Caller caller) =>
        (caller.Sees("AppointmentRequestEvent.notes") ? ForStaff : ForClients)
            .GetOrAdd(happened, static (one, who) => Of(one, who), caller);
}

[ExtendObjectType<AppointmentRequestEventNode>]
public static class AppointmentRequestEventFields
{
    public static Task<IActor> ActorAsync(
        [Parent] AppointmentRequestEventNode happened,
        StaffMemberById staff,
        ContactById contacts,
        CancellationToken cancellationToken) =>
        happened.By.LoadAsync(staff, contacts, cancellationToken);

    /// <summary>The request as it stands now.</summary>
    public static async Task<AppointmentRequestNode> RequestAsync(
        [Parent] AppointmentRequestEventNode happened, RequestById requests, CancellationToken cancellationToken) =>
        (await requests.LoadAsync(happened.RequestId, cancellationToken))!;
}
