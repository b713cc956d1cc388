using Microsoft.EntityFrameworkCore;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Persistence;

namespace Slotline.Graph.Directory.Technicians;

/// <summary>Who performs what: replaced as a whole, from either side.</summary>
internal static class QualificationActs
{
    private const int MostAtOnce = 1000;

    /// <summary>Makes just these technicians perform a service.</summary>
    public static async Task SetTechniciansAsync(this Change change, Guid serviceId, IReadOnlyList<Guid> technicianIds)
    {
        Check(technicianIds, "technicianIds");
        var known = await change.Db.Technicians.Where(t => technicianIds.Contains(t.Id)).Select(t => t.Id)
            .ToListAsync(change.CancellationToken);
        RequireKnown(technicianIds, known, "technician", "technicianIds");
        var before = await change.Db.Qualifications.Where(q => q.ServiceId == serviceId)
            .ToListAsync(change.CancellationToken);
        Replace(change, before, known.Select(id => new Qualification(change.Organization.Id, id, serviceId)));
    }

    /// <summary>Makes a technician perform just these services.</summary>
    public static async Task SetServicesAsync(this Change change, Guid technicianId, IReadOnlyList<Guid> serviceIds)
    {
        Check(serviceIds, "serviceIds");
        var known = await change.Db.Services.Where(s => serviceIds.Contains(s.Id)).Select(s => s.Id)
            .ToListAsync(change.CancellationToken);
        RequireKnown(serviceIds, known, "service", "serviceIds");
        var before = await change.Db.Qualifications.Where(q => q.TechnicianId == technicianId)
            .ToListAsync(change.CancellationToken);
        Replace(change, before, known.Select(id => new Qualification(change.Organization.Id, technicianId, id)));
    }

    private static void Check(IReadOnlyList<Guid> ids, string field)
    {
        if (ids.Count > MostAtOnce)
        {
            throw Refusal.InvalidInput($"At most {MostAtOnce} can be named.", field);
        }
    }

    private static void RequireKnown(IReadOnlyList<Guid> ids, List<Guid> known, string what, string field)
    {
        for (var i = 0; i < ids.Count; i++)
        {
            if (!known.Contains(ids[i]))
            {
                throw Refusal.NotFound(what, field, $"{i}");
            }
        }
    }

    private static void Replace(Change change, List<Qualification> before, IEnumerable<Qualification> wanted)
    {
        var kept = wanted.ToDictionary(q => (q.TechnicianId, q.ServiceId));
        foreach (var row in before)
        {
            if (!kept.Remove((row.TechnicianId, row.ServiceId)))
            {
                change.Db.Remove(row);
            }
        }

        change.Db.AddRange(kept.Values);
    }
}
