using System.Collections.Frozen;

namespace ElectronicApplication.Core.Review;

/// <summary>What a staff member may do. The municipality's OpenID provider grants them in the claim <c>roles</c>.</summary>
public static class StaffRoles
{
    /// <summary>受付.</summary>
    public const string Receive = "receive";

    /// <summary>審査.</summary>
    public const string Review = "review";

    /// <summary>決裁.</summary>
    public const string Approve = "approve";

    /// <summary>交付.</summary>
    public const string Issue = "issue";

    /// <summary>様式の作成.</summary>
    public const string Author = "author";

    /// <summary>様式の公開の承認.</summary>
    public const string Publish = "publish";

    /// <summary>様式・職員の管理.</summary>
    public const string Administer = "administer";

    /// <summary>連携の運用.</summary>
    public const string Operate = "operate";

    /// <summary>書き出し: taking personal data out of the system, each time with a reason.</summary>
    public const string Export = "export";

    public static FrozenSet<string> All { get; } = FrozenSet.Create(Receive, Review, Approve, Issue, Author, Publish, Administer, Operate, Export);
}
