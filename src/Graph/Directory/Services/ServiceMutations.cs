using Microsoft.EntityFrameworkCore;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Domain.Scheduling;
using Slotline.Graph.Access;
using Slotline.Graph.Directory.Technicians;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.Directory.Services;

public sealed record CreateServiceInput
{
    /// <summary>At most 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>At most 2,000 characters.</summary>
    public string? Description { get; init; }

    [DefaultValue(true)]
    public bool IsBookable { get; init; }

    [DefaultValue(false)]
    public bool IsPublic { get; init; }

    /// <summary>1 to 20 lengths of 1 to 1,440 minutes.</summary>
    public required IReadOnlyList<int> DurationsMinutes { get; init; }

    public BookingRulesInput? Rules { get; init; }

    [DefaultValue(true)]
    public bool PendingHoldsSlot { get; init; }

    [DefaultValue(false)]
    public bool AutoApprove { get; init; }

    [ID<TechnicianNode>]
    public IReadOnlyList<Guid>? TechnicianIds { get; init; }
}

public sealed record CreateServicePayload : Payload
{
    public ServiceNode? Service { get; init; }
}

/// <summary>
/// Fields left out stay as they are; null clears the description, or lets all rules be the organization's.
/// </summary>
public sealed record UpdateServiceInput
{
    [ID<ServiceNode>]
    public required Guid Id { get; init; }

    public Optional<string?> Name { get; init; }

    public Optional<string?> Description { get; init; }

    public Optional<bool?> IsBookable { get; init; }

    public Optional<bool?> IsPublic { get; init; }

    public Optional<IReadOnlyList<int>?> DurationsMinutes { get; init; }

    public Optional<BookingRulesInput?> Rules { get; init; }

    public Optional<bool?> PendingHoldsSlot { get; init; }

    public Optional<bool?> AutoApprove { get; init; }

    /// <summary>Replaces the technicians who perform it.</summary>
    [ID<TechnicianNode>]
    public Optional<IReadOnlyList<Guid>?> TechnicianIds { get; init; }
}

public sealed record UpdateServicePayload : Payload
{
    public ServiceNode? Service { get; init; }
}

[MutationType]
public static class ServiceMutations
{
    /// <summary>Adds a service. Admins. Codes: INVALID_INPUT, NOT_FOUND, FORBIDDEN.</summary>
    public static async Task<CreateServicePayload> CreateServiceAsync(
        CreateServiceInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.Require(Permissions.SettingsWrite);
        var service = await changes.CommitAsync(
            caller,
            async change =>
            {
                var service = new Service(caller.OrganizationId, input.Name, input.DurationsMinutes)
                {
                    IsBookable = input.IsBookable,
                    IsPublic = input.IsPublic,
                    PendingHoldsSlot = input.PendingHoldsSlot,
                    AutoApprove = input.AutoApprove,
                };
                service.Describe(input.Description);
                service.Govern(input.Rules?.Over(ServiceBookingRules.Inherited) ?? ServiceBookingRules.Inherited);
                change.Db.Add(service);
                await change.SetTechniciansAsync(service.Id, input.TechnicianIds ?? []);
                return ServiceNode.Of(service);
            },
            cancellationToken);
        return new CreateServicePayload { Service = service };
    }

    /// <summary>Changes a service. Admins. Codes: INVALID_INPUT, NOT_FOUND, FORBIDDEN.</summary>
    public static async Task<UpdateServicePayload> UpdateServiceAsync(
        UpdateServiceInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.Require(Permissions.SettingsWrite);
        var service = await changes.CommitAsync(
            caller, change => UpdateAsync(change, input), cancellationToken);
        return new UpdateServicePayload { Service = service };
    }

    private static async Task<ServiceNode> UpdateAsync(Change change, UpdateServiceInput input)
    {
        var service = await change.Db.Services.SingleOrDefaultAsync(s => s.Id == input.Id, change.CancellationToken)
            ?? throw Refusal.NotFound("service", "id");
        service.Rename(input.Name.OrKeep(service.Name, "name"));
        service.Describe(input.Description.Or(service.Description));
        service.IsBookable = input.IsBookable.OrKeep(service.IsBookable, "isBookable");
        service.IsPublic = input.IsPublic.OrKeep(service.IsPublic, "isPublic");
        service.PendingHoldsSlot = input.PendingHoldsSlot.OrKeep(service.PendingHoldsSlot, "pendingHoldsSlot");
        service.AutoApprove = input.AutoApprove.OrKeep(service.AutoApprove, "autoApprove");
        service.Offer(input.DurationsMinutes.OrKeep(service.DurationsMinutes, "durationsMinutes"));
        if (input.Rules.HasValue)
        {
            service.Govern(input.Rules.Value?.Over(service.Rules) ?? ServiceBookingRules.Inherited);
        }

        if (input.TechnicianIds.HasValue)
        {
            await change.SetTechniciansAsync(service.Id, input.TechnicianIds.OrKeep([], "technicianIds"));
        }

        return ServiceNode.Of(service);
    }
}
