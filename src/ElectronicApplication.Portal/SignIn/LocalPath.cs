namespace ElectronicApplication.Portal.SignIn;

/// <summary>Where a browser may be sent on to: a path of this site, never an address that somebody put into a link.</summary>
internal static class LocalPath
{
    public const int MaxLength = 500;

    public static string OrHome(string? path) => IsLocal(path) ? path! : "/";

    /// <summary>"//host" and "/\host" are addresses of other sites to a browser.</summary>
    public static bool IsLocal(string? path) =>
        path is { Length: > 0 and <= MaxLength } && path[0] == '/' && (path.Length == 1 || path[1] is not ('/' or '\\')) && !path.Any(char.IsControl);

    public static string With(string path, string name, string value) =>
        $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}={Uri.EscapeDataString(value)}";
}
