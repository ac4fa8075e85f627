namespace ElectronicApplication.Web.Layout;

/// <param name="At">UTC.</param>
public sealed record TimelineItem(DateTime At, string Title, string? Text = null);
