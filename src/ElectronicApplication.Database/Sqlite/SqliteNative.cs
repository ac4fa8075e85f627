using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace ElectronicApplication.Database.Sqlite;

/// <summary>
/// Binds EF Core's SQLite provider to the operating system's SQLite, which is patched by the operating system. EF Core 10 was built against
/// SQLitePCLRaw 2.1, of which only 2.0.6 can be had: the resolver hands out the older core, whose surface is the same as far as it is called.
/// <see cref="DatabaseStartup"/> proves it at every start with a self-test.
/// </summary>
internal static class SqliteNative
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Must run before any type of the provider is loaded, in every program that uses it, also dotnet-ef.")]
    internal static void Initialise()
    {
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            name.Name == "SQLitePCLRaw.core" ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "SQLitePCLRaw.core.dll")) : null;
        SetProvider();
    }

    // A method of its own: the types in it may only be resolved after the hook stands.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SetProvider()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == "e_sqlite3" ? Load() : 0);
        SQLitePCL.raw.SetProvider(new SQLitePCL.SQLite3Provider_e_sqlite3());
    }

    private static nint Load()
    {
        foreach (var candidate in new[] { "libsqlite3.so.0", "libsqlite3.dylib", "winsqlite3.dll", "sqlite3" })
            if (NativeLibrary.TryLoad(candidate, out var handle))
                return handle;
        throw new DllNotFoundException("SQLite was not found. Install it (Debian: apt-get install libsqlite3-0), or use PostgreSQL: Database:Provider=PostgreSql.");
    }
}
