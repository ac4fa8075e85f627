using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElectronicApplication.Database.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Approvals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "AgainstVersion",
                table: "PublicationRequests",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RestoredFrom",
                table: "DesignRevisions",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DesignMoves",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DesignId = table.Column<Guid>(type: "uuid", nullable: false),
                    StaffId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DesignMoves", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_DesignMoves_DesignId_At",
                table: "DesignMoves",
                columns: new[] { "DesignId", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DesignMoves");

            migrationBuilder.DropColumn(
                name: "AgainstVersion",
                table: "PublicationRequests");

            migrationBuilder.DropColumn(
                name: "RestoredFrom",
                table: "DesignRevisions");
        }
    }
}
