namespace Slotline.Persistence.RowSecurity;

/// <summary>
/// Builds the wall: a policy on every table that has an organization, forced upon its owner too, and the role that
/// statements run as. It is run at each start after the migrations and does what is missing, so that no new table can
/// be forgotten.
/// </summary>
internal static class Policies
{
    /// <summary>
    /// The setting is read once for each statement, as the sub-selects say. Whoever may not make roles does without:
    /// the policies then bind the user who signed in.
    /// </summary>
    public const string Build = $"""
        DO $wall$
        DECLARE
            walled record;
        BEGIN
            PERFORM pg_advisory_xact_lock(hashtext('{Wall.Setting}'));
            CREATE OR REPLACE PROCEDURE {Wall.Procedure}(organization text) LANGUAGE sql
                AS $$ SELECT set_config('{Wall.Setting}', organization, true) $$;
            {MakeRole}
            IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{Wall.Role}') THEN
                EXECUTE format('GRANT USAGE ON SCHEMA %I TO {Wall.Role}', current_schema());
                FOR walled IN {TablesOfTheProduct} AND NOT has_table_privilege('{Wall.Role}', c.oid, 'DELETE')
                LOOP
                    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO {Wall.Role}', walled.relname);
                END LOOP;
            END IF;
            FOR walled IN {TablesOfTheProduct} AND a.attname IS NOT NULL
                AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
            LOOP
                EXECUTE format('CREATE POLICY one_organization ON %I USING (%I = (SELECT '
                    'nullif(nullif(current_setting(''{Wall.Setting}'', true), ''''), ''{Wall.Every}'')::uuid))',
                    walled.relname, walled.attname);
                EXECUTE format('CREATE POLICY every_organization ON %I USING ((SELECT '
                    'current_setting(''{Wall.Setting}'', true) = ''{Wall.Every}''))', walled.relname);
                EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', walled.relname);
            END LOOP;
        END
        $wall$
        """;

    /// <summary>Roles are the server's, not the database's: another database may be making it at this moment.</summary>
    private const string MakeRole = $"""
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{Wall.Role}') THEN
            BEGIN
                CREATE ROLE {Wall.Role} NOLOGIN NOBYPASSRLS;
            EXCEPTION WHEN insufficient_privilege OR duplicate_object OR unique_violation THEN
                NULL;
            END;
        END IF;
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{Wall.Role}'
            AND NOT pg_has_role(current_user, oid, 'MEMBER')) THEN
            BEGIN
                EXECUTE format('GRANT {Wall.Role} TO %I', current_user);
            EXCEPTION WHEN insufficient_privilege THEN
                NULL;
            END;
        END IF;
        """;

    /// <summary>Each table with the column that says whose a row is, where it has one.</summary>
    private const string TablesOfTheProduct = """
        SELECT c.relname, a.attname FROM pg_class c
            LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
                AND a.attname = CASE c.relname WHEN 'organizations' THEN 'id' ELSE 'organization_id' END
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname NOT LIKE '\_\_EF%'
        """;
}
