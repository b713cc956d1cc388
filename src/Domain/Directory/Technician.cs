using NodaTime;
using Slotline.Domain.Scheduling;

namespace Slotline.Domain.Directory;

/// <summary>Somebody who performs services, with a timetable of their own.</summary>
public sealed class Technician
{
    public const int MostWeeklyRanges = 70;
    public const int MostAppointmentsPerDay = 1000;

    private Technician()
    {
    }

    public Technician(Guid organizationId, string name, string email)
    {
        Id = Guid.CreateVersion7();
        OrganizationId = organizationId;
        Rename(name);
        Reach(email);
    }

    public Guid Id { get; private set; }

    public Guid OrganizationId { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The name as it is searched and ordered by.</summary>
    public string NameKey { get; private set; } = "";

    public string Email { get; private set; } = "";

    /// <summary>The zone of the working hours (IANA); the organization's where null.</summary>
    public string? TimeZoneId { get; private set; }

    public bool IsActive { get; set; } = true;

    /// <summary>Clients may name this technician as preferred.</summary>
    public bool AcceptsPreference { get; set; } = true;

    /// <summary>Most appointments on one of the technician's local days; null is no limit.</summary>
    public int? MaxAppointmentsPerDay { get; private set; }

    /// <summary>The weekly timetable, by day and start.</summary>
    public IReadOnlyList<WeeklyHours> WeeklyHours { get; private set; } = [];

    public void Rename(string name)
    {
        Name = Text.Name(name, "name");
        NameKey = Text.Fold(Name);
    }

    public void Reach(string email) => Email = Text.Email(email, "email");

    public void MoveTo(string? timeZoneId) => TimeZoneId = Text.TimeZone(timeZoneId, "timeZone");

    /// <param name="most">0 to 1,000; null is no limit.</param>
    public void CapAt(int? most) => MaxAppointmentsPerDay = most is null
        ? null
        : Text.Within(most.Value, 0, MostAppointmentsPerDay, "maxAppointmentsPerDay");

    /// <summary>Replaces the whole weekly timetable.</summary>
    /// <param name="hours">At most 70 ranges; ranges that overlap are allowed and count once.</param>
    /// <exception cref="Refusal">InvalidInput: too many, or a range that starts at 24:00.</exception>
    public void SetWeeklyHours(IReadOnlyList<WeeklyHours> hours)
    {
        if (hours.Count > MostWeeklyRanges)
        {
            throw Refusal.InvalidInput($"At most {MostWeeklyRanges} ranges make a week.", "weeklyHours");
        }

        for (var i = 0; i < hours.Count; i++)
        {
            hours[i].Range.Check("weeklyHours", $"{i}", "from");
        }

        WeeklyHours = [.. hours.OrderBy(h => h.Day).ThenBy(h => h.Range.From).ThenBy(h => h.Range.To)];
    }

    /// <summary>The zone the working hours are read in.</summary>
    public DateTimeZone ZoneIn(Organization organization) =>
        TimeZoneId is null ? organization.TimeZone : DateTimeZoneProviders.Tzdb[TimeZoneId];
}

/// <summary>That a technician performs a service.</summary>
public sealed class Qualification
{
    private Qualification()
    {
    }

    public Qualification(Guid organizationId, Guid technicianId, Guid serviceId)
    {
        OrganizationId = organizationId;
        TechnicianId = technicianId;
        ServiceId = serviceId;
    }

    public Guid OrganizationId { get; private set; }

    public Guid TechnicianId { get; private set; }

    public Guid ServiceId { get; private set; }
}
