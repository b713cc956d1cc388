namespace Slotline.Persistence.Access;

/// <summary>
/// The keys that nodes share to protect what they hand out for a few minutes, so that a sign-in that begins at one node
/// can end at another. They are read and written while a key is needed, by code that does not wait asynchronously.
/// </summary>
public sealed class ProtectionKeys(SlotlineDatabase database)
{
    public IReadOnlyList<string> Read()
    {
        using var db = database.OpenUnbound();
        return [.. db.ProtectionKeys.OrderBy(key => key.Id).Select(key => key.Xml)];
    }

    /// <summary>Two nodes that make one at once both keep theirs.</summary>
    public void Add(string id, string xml)
    {
        if (!database.IsPostgres)
        {
            database.WriteTurn.Wait();
        }

        try
        {
            using var db = database.OpenUnbound();
            db.Add(new ProtectionKey { Id = id, Xml = xml });
            db.SaveChanges();
        }
        finally
        {
            if (!database.IsPostgres)
            {
                database.WriteTurn.Release();
            }
        }
    }
}
