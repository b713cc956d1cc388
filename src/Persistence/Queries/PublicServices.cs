namespace Slotline.Persistence.Queries;

/// <summary>Finds whose public service somebody asks for who is not signed in: each of their searches does.</summary>
public static class PublicServices
{
    private const string Text = """
        SELECT o.id FROM services s JOIN organizations o ON o.id = s.organization_id
        WHERE s.id = @service AND s.is_public AND s.is_bookable AND o.public_booking_enabled
        """;

    /// <summary>The service's organization; null when there is none whose visitors may book it.</summary>
    public static async Task<Guid?> FindOrganizationAsync(
        SlotlineDatabase database, Guid serviceId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenUnbound();
        return await PlainStatement.RunAsync<Guid?>(
            db,
            Text,
            command => PlainStatement.Add(command, "service", serviceId),
            async reader => await reader.ReadAsync(cancellationToken) ? reader.GetGuid(0) : null,
            cancellationToken);
    }
}
