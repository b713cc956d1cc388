using Slotline.Domain.Scheduling;

namespace Slotline.Domain.Directory;

/// <summary>Something a client can ask an appointment for.</summary>
public sealed class Service
{
    public const int LongestDurationMinutes = 24 * 60;
    public const int MostDurations = 20;

    private Service()
    {
    }

    public Service(Guid organizationId, string name, IReadOnlyList<int> durationsMinutes)
    {
        Id = Guid.CreateVersion7();
        OrganizationId = organizationId;
        Rename(name);
        Offer(durationsMinutes);
    }

    public Guid Id { get; private set; }

    public Guid OrganizationId { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The name as it is searched and ordered by.</summary>
    public string NameKey { get; private set; } = "";

    public string? Description { get; private set; }

    /// <summary>Whether clients can ask for it.</summary>
    public bool IsBookable { get; set; } = true;

    /// <summary>Whether visitors who are not signed in can ask for it.</summary>
    public bool IsPublic { get; set; }

    /// <summary>Lengths a client can choose from, ascending; never empty.</summary>
    public IReadOnlyList<int> DurationsMinutes { get; private set; } = [];

    /// <summary>Own settings; null where the organization's default holds.</summary>
    public ServiceBookingRules Rules { get; private set; } = ServiceBookingRules.Inherited;

    /// <summary>A pending request keeps a technician free for it.</summary>
    public bool PendingHoldsSlot { get; set; } = true;

    /// <summary>A request that breaks no rule is approved at once with the least busy technician.</summary>
    public bool AutoApprove { get; set; }

    public void Rename(string name)
    {
        Name = Text.Name(name, "name");
        NameKey = Text.Fold(Name);
    }

    public void Describe(string? description) => Description = Text.Note(description, "description");

    public void Govern(ServiceBookingRules rules) => Rules = rules.Checked("rules");

    /// <summary>Sets the lengths a client can choose from.</summary>
    /// <param name="durationsMinutes">1 to 20 lengths of 1 to 1,440 minutes; one named twice counts once.</param>
    /// <exception cref="Refusal">InvalidInput.</exception>
    public void Offer(IReadOnlyList<int> durationsMinutes)
    {
        if (durationsMinutes.Count is 0 or > MostDurations)
        {
            throw Refusal.InvalidInput($"A service has 1 to {MostDurations} lengths.", "durationsMinutes");
        }

        for (var i = 0; i < durationsMinutes.Count; i++)
        {
            Text.Within(durationsMinutes[i], 1, LongestDurationMinutes, "durationsMinutes", $"{i}");
        }

        DurationsMinutes = [.. durationsMinutes.Distinct().Order()];
    }

    /// <summary>The length that holds when none is named: the first.</summary>
    public int DurationOrFirst(int? durationMinutes) => durationMinutes ?? DurationsMinutes[0];
}
